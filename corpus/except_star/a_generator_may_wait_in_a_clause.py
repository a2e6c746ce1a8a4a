# `yield` in the suite, in the types and in a clause: each generator has its own handled exception.
# Needs: Python 3.11
# Hosts before Python 3.9 lack the context of what is thrown into a generator.
import sys


def generator(name):
    try:
        yield name, "suite"
        raise ExceptionGroup(name, [ValueError(1), TypeError(2)])
    except* (yield name, "types") as errors:
        got = yield name, repr(errors), sys.exc_info()[1] is errors
        print(name, "got", got, sys.exc_info()[1] is errors)
    except* TypeError:
        yield name, "second"
    yield name, repr(sys.exc_info()[1])


one, two = generator("one"), generator("two")
for turn in range(5):
    for each in (one, two):
        print(each.send(ValueError if turn == 2 else None), repr(sys.exc_info()[1]))

closed = generator("closed")
next(closed)
next(closed)
print(closed.send((ValueError, TypeError)))
try:
    closed.throw(KeyError("thrown"))
except KeyError as error:
    print(repr(error), repr(error.__context__))
