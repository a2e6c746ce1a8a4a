# A return, break, continue or exception awaits __aexit__ too.

class Manager:
    async def __aenter__(self):
        return self

    async def __aexit__(self, kind, error, trace):
        print("exit", kind and kind.__name__)


async def f(way):
    for n in range(2):
        async with Manager():
            if way == "return":
                return "returned"
            elif way == "break":
                break
            elif way == "continue":
                continue
            raise KeyError
    return "after the loop"


for way in ("return", "break", "continue", "raise"):
    try:
        f(way).send(None)
    except StopIteration as end:
        print(way, end.value)
    except KeyError:
        print("KeyError went on")
