# `finally` runs after the clauses, and before what is left is raised.
# Needs: Python 3.11
import sys

for errors in ([ValueError(1)], [ValueError(1), TypeError(2)]):
    try:
        try:
            raise ExceptionGroup("g", errors)
        except* ValueError:
            print("clause")
        finally:
            print("finally", repr(sys.exc_info()[1]))
    except ExceptionGroup as group:
        print("left", repr(group))


def swallowed():
    try:
        raise ExceptionGroup("g", [ValueError(1)])
    except* ValueError:
        raise KeyError
    finally:
        return "returned"


print(swallowed())
