# An asynchronous generator that nobody has any longer is given to the hook of the event loop, there and then.
# Plain: release

import sys


async def numbers():
    yield 1
    yield 2


async def first():
    async for n in numbers():
        break
    print("after the loop")
    return n


sys.set_asyncgen_hooks(finalizer=lambda generator: print("nobody has it"))
try:
    first().send(None)
except StopIteration as end:
    print(end.value)
