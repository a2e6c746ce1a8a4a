# What stands left of await is evaluated before it, names included, and what stands right after it.

async def change():
    global n
    n = 10
    print("changed")
    return 100


def say(text):
    print(text)
    return text


async def f():
    return n + await change() + n, [say("left"), await change(), say("right")]


async def g():
    return say("yes") if await change() else say("no"), 0 and await change(), 1 or await change()


n = 1
for function in (f, g):
    try:
        function().send(None)
    except StopIteration as end:
        print(end.value)
