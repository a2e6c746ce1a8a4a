# An inner function that is called too early finds no value, and does not take that of the module instead.

value = 1


def outer():
    def inner():
        return value

    try:
        print(inner())
    except NameError:
        print(2)
    value = 3
    print(inner())


outer()
# prints: 2 3
