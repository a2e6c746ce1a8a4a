# `raise` in a handler raises the same exception once more, for the next `try` around.

try:
    try:
        raise KeyError
    except LookupError:
        print(1)
        raise
    except KeyError:
        print(9)
except ValueError:
    print(8)
except KeyError:
    print(2)
# prints: 1 2
