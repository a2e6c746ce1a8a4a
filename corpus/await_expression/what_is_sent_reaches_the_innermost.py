# Values go straight between the one who sends and the one who yields, through all coroutines between.

class Wait:
    def __await__(self):
        first = yield "one"
        second = yield "two after " + first
        return first + second


async def inner():
    return "(" + await Wait() + ")"


async def outer():
    return "[" + await inner() + "]"


coroutine = outer()
print(coroutine.send(None))
print(coroutine.send("A"))
try:
    coroutine.send("B")
except StopIteration as end:
    print(end.value)
