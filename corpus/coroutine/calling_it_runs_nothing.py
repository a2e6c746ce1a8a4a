# A call of an async function makes a coroutine; the body starts with the first send.
# Plain: kinds

async def f(n):
    print("started", n)
    return n + 1


coroutine = f(1)
print("made", type(coroutine).__name__, coroutine.__name__, coroutine.__qualname__)
try:
    coroutine.send(None)
except StopIteration as end:
    print(end.value)
try:
    f()
except TypeError:
    print("arguments are checked at the call")
