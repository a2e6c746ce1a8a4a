# close raises GeneratorExit where it is suspended, and so does letting it go: finally suites run.

class Wait:
    def __await__(self):
        yield "waiting"


class Manager:
    async def __aenter__(self):
        return self

    async def __aexit__(self, kind, *details):
        print("exit", kind.__name__)


async def f():
    try:
        async with Manager():
            await Wait()
    finally:
        print("finally")


coroutine = f()
print(coroutine.send(None))
coroutine.close()
coroutine = f()
coroutine.send(None)
del coroutine
print("let go")
