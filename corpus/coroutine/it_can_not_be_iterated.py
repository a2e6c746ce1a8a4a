# A coroutine is no iterator: next, for and yield from refuse it.

async def f():
    print("never")


def delegate(thing):
    yield from thing


def loop(thing):
    for n in thing:
        print("never")


for take in (iter, next, list, loop, lambda thing: next(delegate(thing))):
    coroutine = f()
    try:
        take(coroutine)
    except TypeError:
        print("refused")
    coroutine.close()
