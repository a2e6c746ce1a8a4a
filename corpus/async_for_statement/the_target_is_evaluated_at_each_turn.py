# The target may be unpacked, an attribute or a subscript, and its parts are evaluated anew.

class Box:
    pass


async def pairs():
    yield 1, "a"
    yield 2, "b"


def box():
    print("box")
    return kept


async def f():
    async for n, (box().value) in pairs():
        print(n, kept.value)
    return n


kept = Box()
try:
    f().send(None)
except StopIteration as end:
    print(end.value)
