# The results of __aenter__ and __aexit__ are awaited, and the coroutine may be suspended there.

class Wait:
    def __init__(self, text):
        self.text = text

    def __await__(self):
        return (yield self.text)


class Manager:
    async def __aenter__(self):
        return await Wait("enter")

    async def __aexit__(self, kind, error, trace):
        print("exit", kind, await Wait("exit"))


async def f():
    async with Manager() as value:
        print("suite", value)
    return "done"


coroutine = f()
print(coroutine.send(None))
print(coroutine.send("sent to enter"))
try:
    coroutine.send("sent to exit")
except StopIteration as end:
    print(end.value)
