# The error for an item that can't be awaited, and the frames that it passed through, go when it has been handled.
# Plain: words

class Token:
    def __del__(self):
        print("  let go")


class Items:
    def __aiter__(self):
        return self

    def __anext__(self):
        return 5


async def loop():
    token = Token()
    async for item in Items():
        pass


async def comprehension():
    token = Token()
    return [item async for item in Items()]


for function in (loop, comprehension):
    try:
        function().send(None)
    except TypeError as error:
        print(error, type(error.__cause__).__name__)
    print("after", function.__name__)
