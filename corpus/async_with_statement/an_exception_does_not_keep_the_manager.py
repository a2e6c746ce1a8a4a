# The manager is let go when what `__aexit__` gave has been awaited, before a handler further out runs.
# Plain: release

class Manager:
    def __init__(self, name, swallow=False):
        self.name, self.swallow = name, swallow

    async def __aenter__(self):
        return (1, 2)

    async def __aexit__(self, *details):
        print("  exit", self.name, details[0] and details[0].__name__)
        return self.swallow

    def __del__(self):
        print("  let go", self.name)


async def one():
    async with Manager("one"):
        raise KeyError


async def two():
    async with Manager("first"), Manager("second", swallow=True) as pair:
        raise KeyError
    print("  after", pair)


async def unpacked():
    async with Manager("unpacked") as (a, b, c):
        pass


async def returning():
    async with Manager("returning"):
        return 1


async def handled_inside():
    try:
        async with Manager("inside"):
            raise KeyError
    except KeyError:
        print("  handled in the function")


for function in (one, two, unpacked, returning, handled_inside):
    print(function.__name__)
    try:
        function().send(None)
    except StopIteration as stop:
        print("  returned", stop.value)
    except Exception as error:
        print("  caught", type(error).__name__)
