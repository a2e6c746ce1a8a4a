# Each clause takes from the group what matches its types, in its structure; later clauses see the rest.
# Needs: Python 3.11

def group():
    return ExceptionGroup("top", [ValueError(1), ExceptionGroup("inner", [TypeError(2), ValueError(3)]), KeyError(4)])


try:
    raise group()
except* ValueError as errors:
    print("values", repr(errors))
except* (ValueError, TypeError) as errors:
    print("types", repr(errors))
except* LookupError as errors:
    print("look-ups", repr(errors))
print("all taken")
