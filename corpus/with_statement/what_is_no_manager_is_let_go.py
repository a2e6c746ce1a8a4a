# An object that is no context manager is let go before the handler of the error runs.
# Plain: release, kinds


class Item:
    def __init__(self, name):
        self.name = name

    def __del__(self):
        print("let go:", self.name)


class Halfway(Item):
    def __enter__(self):
        print("never")

    async def __aenter__(self):
        print("never")


def function():
    local = Item("local")
    try:
        with Item("item"):
            print("never")
    except (AttributeError, TypeError):
        print("handler")
    try:
        with Halfway("halfway") as never:
            print(never)
    except (AttributeError, TypeError):
        print("handler")


async def coroutine():
    local = Item("local")
    try:
        async with Item("item"):
            print("never")
    except (AttributeError, TypeError):
        print("handler")
    try:
        async with Halfway("halfway") as never:
            print(never)
    except (AttributeError, TypeError):
        print("handler")


function()
try:
    coroutine().send(None)
except StopIteration:
    print("done")
