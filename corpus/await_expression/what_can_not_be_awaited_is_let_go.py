# What cannot be awaited, or iterated by `async for`, is let go before the handler of the error runs.
# Plain: release, kinds


class Item:
    def __init__(self, name):
        self.name = name

    def __del__(self):
        print("let go:", self.name)


class Mistaken(Item):
    def __await__(self):
        return 1

    def __aiter__(self):
        return 1


class Endless(Item):
    def __aiter__(self):
        return self

    def __anext__(self):
        return Item("next")


async def coroutine():
    local = Item("local")
    try:
        await Item("item")
    except TypeError:
        print("handler")
    try:
        await Mistaken("mistaken")
    except TypeError:
        print("handler")
    try:
        async for never in Item("iterable"):
            print(never)
    except TypeError:
        print("handler")
    try:
        async for never in Mistaken("mistaken"):
            print(never)
    except TypeError:
        print("handler")
    try:
        async for never in Endless("endless"):
            print(never)
    except TypeError:
        print("handler")


try:
    coroutine().send(None)
except StopIteration:
    print("done")
