# Defaults, bases, decorators and first iterables belong to the coroutine around; targets are evaluated in their turn.

async def given(value):
    print("given", value)
    return value


async def main():
    def function(x=await given(1), *, y=await given(2)):
        return x, y

    async def inner(x=await given("inner")):
        return await given(x)

    class Class(await given(object)):
        z = 3

    def decorator(label):
        return lambda function: (label, function())

    @decorator(await given("decorator"))
    def decorated():
        return 4

    print(function(), await inner(), Class().z, decorated, (lambda x=await given(5): x)())
    lazy = (n for n in await given([1, 2]))
    pairs = [(n, m) for n in await given([3]) for m in [4]]
    print(list(lazy), pairs)
    for n in await given([6]):
        print(n)
    while await given(0):
        pass
    table = {}
    table[await given(7)]: int = await given(8)
    count: int = await given(9)
    table[await given(7)] += await given(1)
    print(table, count)
    print(f"{await given(3)!r}", await given(1) < await given(2) < await given(0), await given(0) and await given(5))
    if await given(0):
        print("not here")
    elif await given(1):
        print("here")
    try:
        raise KeyError
    except await given(ValueError):
        print("not this")
    except await given(KeyError):
        print("this")
    del table[await given(7)]
    assert await given(1), await given(2)
    return table


try:
    main().send(None)
except StopIteration as stop:
    print(stop.value)
