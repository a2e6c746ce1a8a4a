# While types are evaluated, what the last clause that ran took is being handled; before that, the original.
# Needs: Python 3.11
import sys


def kind(value):
    print(repr(sys.exc_info()[1]))
    return value


try:
    raise ExceptionGroup("g", [ValueError(1), TypeError(2), OSError(3)])
except* kind(KeyError):
    print("no")
except* kind(ValueError):
    print("value")
except* kind(KeyError):
    print("no")
except* kind(TypeError):
    print("type")
except* kind(OSError):
    print("os")
print(sys.exc_info()[1])
