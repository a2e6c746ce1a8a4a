# Any expression may give the types: conditional, with `and`, with `:=`, from a comprehension.
# Needs: Python 3.11

def group():
    return ExceptionGroup("g", [ValueError(1), TypeError(2), OSError(3), KeyError(4)])


for flag in (True, False):
    try:
        try:
            raise group()
        except* ValueError if flag else TypeError as errors:
            print(repr(errors))
        except* (kinds := flag and TypeError or ValueError) as errors:
            print(repr(errors), kinds.__name__)
        except* tuple(kind for kind in (OSError, MemoryError) if flag) as errors:
            print(repr(errors))
    except ExceptionGroup as rest:
        print("rest", repr(rest))
