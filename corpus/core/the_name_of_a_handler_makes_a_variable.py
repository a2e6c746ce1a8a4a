# A name is a variable of the function also if it only stands behind `as`, or is bound only in a handler.

a = 1
b = 2


def by_name():
    try:
        print(a)
    except KeyError as a:
        0
    except NameError:
        print(3)


def in_a_handler():
    try:
        print(b)
        raise KeyError
    except KeyError:
        b = 4
    except NameError:
        print(5)


by_name()
in_a_handler()
print(a, b)
# prints: 3 5 1 2
