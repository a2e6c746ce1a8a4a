# throw raises where the innermost waits; close raises GeneratorExit there.

class Wait:
    def __await__(self):
        try:
            yield "waiting"
        except KeyError:
            return "caught"
        finally:
            print("wait ends")


async def f():
    try:
        print(await Wait())
        await Wait()
    finally:
        print("f ends")


coroutine = f()
coroutine.send(None)
print(coroutine.throw(KeyError()))
coroutine.close()
coroutine = f()
coroutine.send(None)
try:
    coroutine.throw(OSError())
except OSError:
    print("OSError came out")
