# A StopIteration that leaves the body is replaced by a RuntimeError; the end is told by StopIteration alone.

async def stop():
    raise StopIteration("by hand")


async def stop_async():
    raise StopAsyncIteration("by hand")


async def ends():
    return [1]


for function in (stop, stop_async, ends):
    try:
        function().send(None)
    except (StopIteration, StopAsyncIteration, RuntimeError) as error:
        print(type(error).__name__, repr(error.__cause__), getattr(error, "value", None))
