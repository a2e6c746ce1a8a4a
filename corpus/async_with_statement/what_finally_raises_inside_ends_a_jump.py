# What `finally` raises inside the suite ends a jump out of it; if `__aexit__` swallows that, the jump is forgotten.


class Swallowing:
    async def __aenter__(self):
        return self

    async def __aexit__(self, kind, error, traceback):
        print("exit", kind and kind.__name__)
        return True


async def returning(divisor):
    async with Swallowing():
        try:
            return "returned"
        finally:
            1 / divisor
    return "went on"


def result(coroutine):
    try:
        coroutine.send(None)
    except StopIteration as stop:
        return stop.value


print(result(returning(1)), result(returning(0)))
