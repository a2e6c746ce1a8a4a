# `raise A from B` sets __cause__, and __suppress_context__ with it; __context__ is set as always.

def tell(error):
    print(repr(error), repr(error.__cause__), repr(error.__context__), error.__suppress_context__)


try:
    try:
        raise KeyError("first")
    except KeyError:
        raise OSError("second") from ValueError("cause")
except OSError as error:
    tell(error)
try:
    raise OSError from IndexError
except OSError as error:
    tell(error)
