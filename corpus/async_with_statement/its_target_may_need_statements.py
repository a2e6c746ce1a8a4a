# What a target needs is evaluated after the manager is entered, and inside what it guards.

class Manager:
    async def __aenter__(self):
        print("entered")
        return "value"

    async def __aexit__(self, kind, error, trace):
        print("exit", kind and kind.__name__)
        return True


async def f(places, key):
    async with Manager() as places[(lambda: key)()], Manager() as places[key if key else print("no key")]:
        print(places)
    async with Manager() as places[[print("index") for _ in "a"][1]]:
        print("not reached")


try:
    f({}, "key").send(None)
except StopIteration:
    print("done")
