# athrow raises at the yield; the generator may catch it and yield on, or let it out.

def run(awaitable):
    try:
        awaitable.send(None)
    except StopIteration as end:
        return end.value
    except (StopAsyncIteration, OSError) as error:
        return type(error).__name__


async def numbers():
    n = 0
    while True:
        try:
            yield n
        except KeyError as error:
            n += error.args[0]


generator = numbers()
print(run(generator.__anext__()), run(generator.athrow(KeyError(5))), run(generator.athrow(KeyError(2))))
print(run(generator.athrow(OSError())), run(generator.__anext__()))
