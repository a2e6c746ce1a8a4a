# In a function the name of a handler is a variable, which is unbound afterwards, also for functions that share it.

error = 1


def outer():
    def inner():
        return error

    error = 2
    print(inner())
    try:
        raise KeyError
    except KeyError as error:
        while isinstance(inner(), KeyError):
            print(3)
            error = 4
        print(inner())
    try:
        inner()
    except NameError:
        print(5)
    try:
        error
    except NameError:
        print(6)


outer()
print(error)
# prints: 2 3 4 5 6 1
