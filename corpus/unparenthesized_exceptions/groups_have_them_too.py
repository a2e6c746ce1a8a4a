# `except*` takes several types without parentheses.
# Needs: Python 3.14

try:
    raise ExceptionGroup("g", [KeyError(1), TypeError(2), ValueError(3), OSError(4)])
except* ValueError, KeyError:
    print("one")
except*TypeError,OSError:
    print("two")
