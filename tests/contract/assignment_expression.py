# Case: argument
print((seven := 7))
print(seven)
# Prints: 7 7

# Case: condition
again = 1
while (seven := same(again)):
    again = 0
    print(seven)
# Prints: 1
