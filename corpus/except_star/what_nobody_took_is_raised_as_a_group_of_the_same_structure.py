# What no clause took leaves the statement as a new group, built as the original was.
# Needs: Python 3.11

original = ExceptionGroup("top", [ValueError(1), ExceptionGroup("inner", [TypeError(2), ValueError(3)]), KeyError(4)])
for kind in (ValueError, TypeError, OSError):
    try:
        try:
            raise original
        except* kind:
            print("took", kind.__name__)
    except ExceptionGroup as rest:
        print(repr(rest), rest is original, rest.__context__)
