# What `__await__` gives has to have `__next__`; nobody asks it for an iterator again.
# Plain: kinds

class Steps:
    def __next__(self):
        raise StopIteration("done")


class Awaitable:
    def __await__(self):
        return Steps()


async def wait():
    return await Awaitable()


try:
    wait().send(None)
except StopIteration as stop:
    print(stop.value)
