# A `yield` may stand in `try` and in a handler; what is raised after it finds the handlers that are around it.

def numbers():
    try:
        yield 1
        raise KeyError
    except KeyError as error:
        yield 2
        while isinstance(error, KeyError):
            yield 3
            error = 0
    try:
        yield error
    except NameError:
        yield 4


print(*numbers())
# prints: 1 2 3 4
