# In a loop in a handler, and in a `try` that has not failed yet, the exception of the handler is being handled.

try:
    try:
        raise KeyError
    except KeyError:
        while 1:
            raise
except KeyError:
    print(1)
try:
    raise KeyError
except LookupError:
    try:
        print(2)
        raise
    except KeyError:
        print(3)
# prints: 1 2 3
