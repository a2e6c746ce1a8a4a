# What cannot be awaited is named in the error, and so is an `__await__` that gives no iterator.
# Plain: words

class Mistaken:
    def __await__(self):
        return 5


async def wait(thing):
    await thing


for thing in (1, [], Mistaken()):
    try:
        wait(thing).send(None)
    except TypeError as error:
        print(error)
