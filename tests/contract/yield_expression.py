# Case: argument
def two():
    print((yield 1))


show(sent(two(), 7))
# Prints: 7 1
