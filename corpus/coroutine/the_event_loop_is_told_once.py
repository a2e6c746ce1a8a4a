# The event loop is told of an asynchronous generator when its first step is asked for, and not again if it fails then.

import sys

errors = [ValueError, StopIteration]


def told(generator):
    print("told")
    raise errors.pop(0)


async def count():
    yield 1


sys.set_asyncgen_hooks(firstiter=told)
generator = count()
for number in range(2):
    try:
        generator.__anext__().send(None)
    except ValueError:
        print("refused")
    except StopIteration as stop:
        print("value", stop.value)
try:
    count().athrow(KeyError)
except StopIteration as stop:
    print("refused", stop.value)
