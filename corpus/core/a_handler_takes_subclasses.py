# A handler takes exceptions of all subclasses of its type: a KeyError is a LookupError, and an Exception.

def fail(kind):
    try:
        raise kind
    except LookupError:
        print(1)
    except Exception:
        print(2)
    except BaseException:
        print(3)


fail(KeyError)
fail(LookupError)
fail(ValueError)
fail(BaseException)
try:
    fail(Exception)
    raise LookupError
except KeyError:
    print(4)
except LookupError:
    print(5)
# prints: 1 1 2 3 2 5
