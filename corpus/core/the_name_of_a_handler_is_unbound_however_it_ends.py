# If a handler raises, its name is unbound as well.

try:
    try:
        raise KeyError
    except KeyError as error:
        raise ValueError
except ValueError:
    try:
        error
    except NameError:
        print(1)


def outer():
    def inner():
        return error

    try:
        raise KeyError
    except KeyError as error:
        return inner


try:
    outer()()
except NameError:
    print(2)
# prints: 1 2
