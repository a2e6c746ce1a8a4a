# Subject and guard may yield, await and assign; they do so at their turn.

import asyncio


def generator():
    match (yield "subject"):
        case [x, y] if (yield x):
            yield "both", y
        case z if (w := (yield "guard")):
            yield z, w
        case _:
            yield "none"


def drive(*sent):
    g = generator()
    out = [next(g)]
    for value in sent:
        out.append(g.send(value))
    return out


print(drive([1, 2], True), drive([1, 2], False, "w"), drive(3, None), drive(4, 5))


async def later(x):
    await asyncio.sleep(0)
    return x


async def main():
    match await later(3):
        case n if await later(n) == 4:
            return "four"
        case n if [m async for m in steps(n)] == [0, 1, 2]:
            return "three", n


async def steps(n):
    for m in range(n):
        yield await later(m)


print(asyncio.run(main()))
