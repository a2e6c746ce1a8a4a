# `except type as name` binds the name to the exception, which can be raised once more.

def same(value):
    return value


try:
    try:
        raise KeyError
    except LookupError as error:
        print(1)
        raise same(error)
except KeyError as other:
    while isinstance(other, KeyError):
        print(2)
        other = 0
    print(other)


def caught(kind):
    try:
        raise kind
    except KeyError as error:
        return isinstance(error, KeyError)
    except ValueError as error:
        return isinstance(error, KeyError)


print(int(caught(KeyError)), int(caught(ValueError)))
# prints: 1 2 0 1 0
