# What a clause raises again goes back to what nobody took, in the structure of the original.
# Needs: Python 3.11
# Hosts before Python 3.11 lack a `raise` that takes the traceback from the exception.

def again():
    raise


original = ExceptionGroup("top", [ValueError(1), ExceptionGroup("inner", [TypeError(2), ValueError(3)]), KeyError(4)])
try:
    try:
        raise original
    except* ValueError:
        raise
    except* TypeError:
        print("gone")
except ExceptionGroup as group:
    print(repr(group), group is original, group.__context__, group.__traceback__ is original.__traceback__)

try:
    try:
        raise original
    except* ValueError:
        again()  # from another frame: that is new
    except* TypeError:
        raise
except ExceptionGroup as group:
    print(repr(group))
