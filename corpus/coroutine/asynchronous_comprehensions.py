# async for and await may stand in comprehensions; as a generator expression they make an asynchronous one.
# Plain: kinds

async def count(n):
    for i in range(n):
        yield i


async def double(n):
    return n * 2


async def f():
    x = "f's"
    a = [x async for x in count(3) if x]
    b = {x: await double(x) for x in (1, 2)}
    c = {await double(y) async for y in count(3) if await double(y) > 1}
    d = (x async for x in count(2))
    e = (await double(n) for n in (1, 2))
    g = (n for n in await double([1]))
    print(a, b, sorted(c), x)
    print(type(d).__name__, [n async for n in d], type(e).__name__, [n async for n in e])
    print(type(g).__name__, list(g), [(m, n) for m in "ab" async for n in count(2)])


try:
    f().send(None)
except StopIteration:
    print("end")
