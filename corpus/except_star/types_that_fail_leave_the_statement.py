# An exception from the types leaves the statement at once; the clauses after it do not run.
# Needs: Python 3.11

def failing():
    raise OSError("types")


try:
    try:
        raise ExceptionGroup("g", [ValueError(1), TypeError(2)])
    except* ValueError as taken:
        first = taken
        print("first")
        raise KeyError("lost")
    except* failing():
        print("no")
    except* TypeError:
        print("no")
except OSError as error:
    print(repr(error), error.__context__ is first, repr(error.__context__.__context__))
