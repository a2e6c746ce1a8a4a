# The next item is asked for when the element is there; what a name is bound to anew lets its old value go.
# Plain: release, up to Python 3.11
# Plain: release, in the core

class Item:
    def __init__(self, name):
        self.name = name

    def __del__(self):
        print("gone", self.name)


def items(names):
    for name in names:
        print("make", name)
        yield name


print([print("element", item) for item in items("ab")])
print({print("element", item) for item in items("ab")})
print({item: print("element", item) for item in items("ab")})
print(list(print("element", item) for item in items("ab")))

print([print("element", item) for item in map(Item, "ab") for item in items("x")])
print({print("element", item) for item in map(Item, "ab") for item in items("x")})
print(list(print("element", item) for item in map(Item, "ab") for item in items("x")))


class Items:
    def __init__(self, names):
        self.names = list(names)

    def __aiter__(self):
        return self

    async def __anext__(self):
        if not self.names:
            raise StopAsyncIteration
        return Item(self.names.pop(0))


async def asynchronously():
    return [print("element", item) async for item in Items("ab") for item in items("x")]


try:
    asynchronously().send(None)
except StopIteration as end:
    print(end.value)
