# `except*` in a clause, in the suite and in `else` of another.
# Needs: Python 3.11

def group():
    return ExceptionGroup("g", [ValueError(1), TypeError(2), OSError(3), KeyError(4)])


try:
    try:
        try:
            raise group()
        except* ValueError as outer:
            try:
                raise ExceptionGroup("h", [outer, TypeError("new"), IndexError(5)])
            except* TypeError as inner:
                print("inner", repr(inner), repr(inner.__context__))
            except* ValueError as inner:
                print("inner", repr(inner))
                raise
        except* OSError:
            print("os")
    except* TypeError as rest:
        print("outer", repr(rest))
        raise rest
except ExceptionGroup as group:
    print(repr(group))
    for error in group.exceptions:
        print(repr(error), repr(error.__context__))
