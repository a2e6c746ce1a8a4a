# After its end a coroutine refuses to be sent anything; close is always allowed.
# Plain: kinds

async def f():
    return 1


coroutine = f()
for _ in range(2):
    try:
        coroutine.send(None)
    except (StopIteration, RuntimeError) as error:
        print(type(error).__name__)
coroutine.close()
coroutine = f()
try:
    coroutine.send("too early")
except TypeError:
    print("it has not started")
coroutine.close()
try:
    coroutine.send(None)
except RuntimeError:
    print("it was closed")
