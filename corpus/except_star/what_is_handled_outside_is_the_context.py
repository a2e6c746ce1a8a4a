# Around the statement another exception may be handled: it stays the context of the original and of its parts.
# Needs: Python 3.11
import sys

try:
    raise KeyError("outer")
except KeyError as outer:
    try:
        try:
            raise ExceptionGroup("g", [ValueError(1), TypeError(2)])
        except* ValueError as errors:
            print(errors.__context__ is outer)
            raise OSError("new")
    except ExceptionGroup as group:
        print(repr(group), group.__context__, [repr(error.__context__) for error in group.exceptions])
        print(group.exceptions[1].__context__ is outer)
    print(sys.exc_info()[1] is outer, outer.__context__)
