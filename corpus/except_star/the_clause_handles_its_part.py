# In a clause its part is what is handled: `sys.exc_info()`, the context of what is raised, a bare `raise`.
# Needs: Python 3.11
import sys

original = ExceptionGroup("g", [ValueError(1), TypeError(2)])
try:
    raise original
except* ValueError as errors:
    print(sys.exc_info()[1] is errors, errors.__context__, errors.__traceback__ is original.__traceback__)
    try:
        raise KeyError("in the clause")
    except KeyError as error:
        print(error.__context__ is errors)
    print(sys.exc_info()[1] is errors)
    try:
        raise
    except ExceptionGroup as again:
        print(again is errors)
except* TypeError:
    print(repr(sys.exc_info()[1]))
print(sys.exc_info()[1])
