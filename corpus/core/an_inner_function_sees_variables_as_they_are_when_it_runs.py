# An inner function shares the variable: it sees what was assigned after it was defined, and between its calls.

def outer():
    number = 1

    def inner():
        return number

    print(inner())
    number = 2
    print(inner())
    number = 3
    return inner


print(outer()())
# prints: 1 2 3
