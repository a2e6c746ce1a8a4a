# A value that it yields goes to async for; what it waits for goes to whoever drives the coroutine.

class Wait:
    def __init__(self, text):
        self.text = text

    def __await__(self):
        return (yield self.text)


async def generator():
    answer = await Wait("one")
    yield "item " + answer
    yield "item " + await Wait("two")


async def f():
    async for item in generator():
        print(item)
    return "end"


coroutine = f()
print("waits:", coroutine.send(None))
print("waits:", coroutine.send("A"))
try:
    coroutine.send("B")
except StopIteration as end:
    print(end.value)
