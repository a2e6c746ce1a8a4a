# With yield in it, an async function makes an asynchronous generator, to be driven by __anext__ and asend.
# Plain: kinds

def run(awaitable):
    try:
        return "suspended", awaitable.send(None)
    except StopIteration as end:
        return end.value
    except StopAsyncIteration:
        return "no more"


async def echo():
    try:
        got = yield "first"
        while got:
            got = yield "got " + got
    finally:
        print("finally")


generator = echo()
print(type(generator).__name__, generator.__name__, generator.__aiter__() is generator)
print(run(generator.__anext__()), run(generator.asend("a")), run(generator.asend("b")))
print(run(generator.asend("")), run(generator.__anext__()))
generator = echo()
print(run(generator.__anext__()), run(generator.aclose()), run(generator.__anext__()))
