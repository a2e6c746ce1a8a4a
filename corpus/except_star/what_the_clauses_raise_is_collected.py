# An exception in a clause stops neither the next clauses nor the rest: all are raised together in the end.
# Needs: Python 3.11

try:
    try:
        raise ExceptionGroup("g", [ValueError(1), TypeError(2), OSError(3)])
    except* ValueError as errors:
        raise KeyError("first") from errors
    except* TypeError:
        print("second")
        1 / 0
except ExceptionGroup as group:
    print(repr(group), group.__context__)
    for error in group.exceptions:
        print(repr(error), "cause", repr(error.__cause__), "context", repr(error.__context__))
