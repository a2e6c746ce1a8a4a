# Once the target is bound, nothing else holds the item; after the loop, nothing holds the iterator.
# Plain: release

class Item:
    def __init__(self, name):
        self.name = name

    def __del__(self):
        print("gone", self.name)


class Items:
    def __init__(self, names):
        self.names = list(names)

    def __aiter__(self):
        return self

    async def __anext__(self):
        if not self.names:
            raise StopAsyncIteration
        return Item(self.names.pop(0))

    def __del__(self):
        print("no more items")


def finish(coroutine):
    try:
        coroutine.send(None)
    except StopIteration:
        pass


async def one_by_one(names):
    async for item in Items(names):
        print("has", item.name)
        del item
        print("end of the turn")
    print("left")


finish(one_by_one("ab"))


async def broken_off(names):
    async for item in Items(names):
        del item
        break
    print("left")


finish(broken_off("ab"))


async def with_else(names):
    async for item in Items(names):
        print("has", item.name)
        del item
        print("end of the turn")
        if len(names) < 2:
            break
    else:
        print("not broken off")
    print("left")


finish(with_else("ab"))
finish(with_else("c"))
