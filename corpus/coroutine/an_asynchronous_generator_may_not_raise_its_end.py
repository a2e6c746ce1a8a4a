# StopAsyncIteration or StopIteration in the body of an asynchronous generator is a RuntimeError, with that as its cause.

def failing(error):
    async def generator():
        yield 1
        raise error

    return generator()


def run(step):
    try:
        step.send(None)
    except StopIteration as stop:
        return stop.value


for error in (StopAsyncIteration("async"), StopIteration("sync"), ValueError("other")):
    generator = failing(error)
    print(run(generator.__anext__()))
    try:
        run(generator.__anext__())
    except Exception as raised:
        print(type(raised).__name__, repr(raised.__cause__), raised.__context__ is raised.__cause__)
    try:
        run(generator.__anext__())
    except StopAsyncIteration as end:
        print("end", end.__context__, end.__cause__)
