# `raise` of a value that is neither an exception nor a class of exceptions is a TypeError.

def fail(value):
    try:
        raise value
    except TypeError:
        print(1)
    except:
        print(2)


fail(1)
fail(int)
fail(fail)
fail(KeyError)
# prints: 1 1 1 2
