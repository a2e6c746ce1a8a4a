# In a generator or a coroutine a decorator may wait.
# Needs: Python 3.9

def generator():
    @(yield "first")
    @(yield "second")
    def function():
        return "decorated"

    yield function


steps = generator()
print(next(steps))
print(steps.send(lambda function: [function]))
print(steps.send(lambda function: function()))


async def given(value):
    return value


async def main():
    @await given(str.upper)
    @(await given({"key": lambda cls: cls.__name__}))["key"]
    class Named:
        pass

    return Named


try:
    main().send(None)
except StopIteration as stop:
    print(stop.value)
