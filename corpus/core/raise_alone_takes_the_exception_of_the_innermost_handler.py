# In a handler in a handler `raise` takes the inner exception, and behind it the outer one once more.

try:
    try:
        raise KeyError
    except KeyError:
        try:
            try:
                raise ValueError
            except ValueError:
                raise
        except ValueError:
            print(1)
        raise
except KeyError:
    print(2)
# prints: 1 2
