# An exception that is no group is taken in a new group without a message; if nobody takes it, it stays as it is.
# Needs: Python 3.11

naked = ValueError("naked")
try:
    raise naked
except* ValueError as errors:
    print(repr(errors), errors.exceptions[0] is naked, errors.__context__, errors.__cause__)

for kind in (ValueError, KeyError):
    try:
        try:
            raise naked
        except* KeyError:
            print("no")
        except* kind as errors:
            print("again")
            raise
    except BaseException as error:
        print(repr(error), error is naked)
