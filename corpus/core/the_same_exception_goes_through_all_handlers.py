# However often it is raised again, an exception stays the same object: in a set it is there once.

def tuple_of(*items):
    return items


def through(value):
    try:
        try:
            raise value
        except KeyError:
            raise
    except KeyError as error:
        raise error


def both(value):
    try:
        through(value)
    except KeyError as error:
        return tuple_of(value, error)


print(len(set(both(KeyError(1)))), len(set(both(KeyError))))
# prints: 1 2
