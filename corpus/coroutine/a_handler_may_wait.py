# The exception being handled is the coroutine's own: it is still there after a suspension, and only there.

import sys


class Wait:
    def __await__(self):
        yield


async def f():
    try:
        raise ValueError("f's")
    except ValueError:
        await Wait()
        print(sys.exc_info()[0].__name__)
        raise


coroutine = f()
coroutine.send(None)
print(sys.exc_info()[0])
try:
    try:
        raise KeyError("outside")
    except KeyError:
        coroutine.send(None)
except ValueError as error:
    print(repr(error))
