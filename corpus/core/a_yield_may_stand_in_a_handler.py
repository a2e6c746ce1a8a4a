# A `yield` may stand in a handler; its name is bound until the handler ends, which may be much later.

def numbers():
    try:
        raise KeyError
    except KeyError as error:
        yield 1
        while isinstance(error, KeyError):
            yield 2
            error = 0


def after():
    try:
        raise KeyError
    except KeyError as error:
        yield 3
    try:
        yield error
    except NameError:
        yield 4


print(*numbers())
print(*after())
# prints: 1 2 3 4
