# `inspect` knows an asynchronous generator function, one that awaits too, and its arguments are bound when it is called.
# Plain: kinds

import asyncio
import inspect


class Suspended:
    def __init__(self, value):
        self.value = value

    def __await__(self):
        try:
            return (yield self.value)
        except KeyError as error:
            return ("caught", error.args)


async def items(count, *, step=1):
    for n in range(count):
        got = await Suspended(("suspended", n))
        try:
            sent = yield n * step, got
            print("sent", sent)
        finally:
            print("left", await Suspended("cleaning"))


print(inspect.isasyncgenfunction(items), inspect.isgeneratorfunction(items), inspect.signature(items))
for wrong in (lambda: items(), lambda: items(1, 2), lambda: items(1, other=2)):
    try:
        wrong()
    except TypeError as error:
        print(type(error).__name__)
made = items(2, step=5)
print(type(made).__name__, inspect.isasyncgen(made), made.__name__, made.ag_code is items.__code__, made.ag_running)


def driven(awaitable, *answers):
    print("driving", awaitable.send(None))
    for answer in answers:
        try:
            if isinstance(answer, Exception):
                print("threw", awaitable.throw(answer))
            else:
                print("sent", awaitable.send(answer))
        except StopIteration as stop:
            print("value", stop.value)
        except StopAsyncIteration:
            print("end")


driven(made.__anext__(), "first answer")
print(made.ag_frame.f_code.co_name, made.ag_frame.f_lineno > 0)
driven(made.asend("hello"), None, KeyError("thrown"))
driven(made.aclose(), "closed")
print(made.ag_frame)


async def whole():
    async for item in items(2):
        print(item)
        await asyncio.sleep(0)


class Immediately(Suspended):
    def __await__(self):
        return self.value
        yield


Suspended = Immediately
asyncio.run(whole())
