# A type of exceptions may be bound to other names, and a name to another type.

Wrong = ValueError
ValueError = KeyError


def fail(kind, other):
    try:
        raise kind
    except other:
        print(1)
    except ValueError:
        print(2)
    except Wrong:
        print(3)


fail(Wrong, ValueError)
fail(ValueError, Wrong)
fail(KeyError, KeyError)
# prints: 3 2 1
