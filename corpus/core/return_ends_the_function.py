# `return` ends the call at once.

def function():
    print(1)
    return 2
    print(3)
    return 4


print(function())
# prints: 1 2
