# What stands behind `except` may be a tuple of types; each is taken with its subclasses.

def tuple_of(*items):
    return items


def fail(kind):
    try:
        raise kind
    except tuple_of():
        print(1)
    except tuple_of(ValueError, LookupError):
        print(2)
    except tuple_of(TypeError):
        print(3)


fail(KeyError)
fail(ValueError)
fail(TypeError)
# prints: 2 2 3
