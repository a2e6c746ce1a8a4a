# Differs: in the core `cr_await` is None, whatever the coroutine waits for.

class Waiting:
    def __await__(self):
        yield 1


async def wait():
    await Waiting()


coroutine = wait()
coroutine.send(None)
print(coroutine.cr_await is None)
coroutine.close()
