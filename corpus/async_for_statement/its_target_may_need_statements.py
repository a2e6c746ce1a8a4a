# What a target needs is evaluated once for each item.
# Plain: words, in the core

class Numbers:
    left = 3

    def __aiter__(self):
        return self

    async def __anext__(self):
        if not self.left:
            raise StopAsyncIteration
        self.left -= 1
        return self.left


async def f(places):
    async for places[(lambda: print("key") or "k")()] in Numbers():
        print(places)
    async for places[0 if places["k"] else print("no item")], places[1] in Numbers():
        print("not reached")


try:
    f({}).send(None)
except TypeError as error:
    print(error)
