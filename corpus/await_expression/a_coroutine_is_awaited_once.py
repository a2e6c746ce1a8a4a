# A coroutine that has ended can't be awaited again, nor one that another waits for.

class Wait:
    def __await__(self):
        yield "waiting"


async def inner():
    await Wait()


async def outer(coroutine):
    await coroutine


shared = inner()
first, second = outer(shared), outer(shared)
print(first.send(None))
try:
    second.send(None)
except RuntimeError:
    print("somebody waits for it")
try:
    first.send(None)
except StopIteration:
    print("first is done")
try:
    outer(shared).send(None)
except RuntimeError:
    print("it was awaited already")
