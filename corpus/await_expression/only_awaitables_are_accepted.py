# Iterables, generators and numbers can't be awaited; __await__ has to give an iterator.

class Gives:
    def __init__(self, result):
        self.result = result

    def __await__(self):
        return self.result


def generator():
    yield "never"


async def f(thing):
    return await thing


for thing in (5, None, [1], iter([1]), generator(), Gives(5), Gives([1]), Gives(iter(["accepted"]))):
    try:
        print(f(thing).send(None))
    except TypeError:
        print("refused", type(thing).__name__)
