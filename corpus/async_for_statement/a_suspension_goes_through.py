# While __anext__ waits, the coroutine is suspended, and what it is sent goes to where it waits.

class Wait:
    def __await__(self):
        return (yield "waiting")


class Answers:
    def __aiter__(self):
        return self

    async def __anext__(self):
        answer = await Wait()
        if answer is None:
            raise StopAsyncIteration
        return answer


async def f():
    async for answer in Answers():
        print("answer", answer)
    else:
        print("no more")


coroutine = f()
print(coroutine.send(None), coroutine.send(1), coroutine.send(2))
try:
    coroutine.send(None)
except StopIteration:
    print("end")
