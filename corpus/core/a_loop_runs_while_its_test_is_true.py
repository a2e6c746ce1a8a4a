# `while` repeats its suite until the test is false.

one = 3
two = 2
three = 0
while one:
    print(one)
    one = two
    two = three
print(one)
# prints: 3 2 0
