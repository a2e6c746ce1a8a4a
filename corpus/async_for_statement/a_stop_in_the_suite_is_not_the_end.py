# A StopAsyncIteration of the suite isn't taken for the end of the iterator.

async def count():
    yield 1
    yield 2


async def f():
    try:
        async for n in count():
            print(n)
            raise StopAsyncIteration("from the suite")
        else:
            print("never")
    except StopAsyncIteration as error:
        return error.args


try:
    f().send(None)
except StopIteration as end:
    print(end.value)
