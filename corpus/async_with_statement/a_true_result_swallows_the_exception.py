# The exception ends there if what __aexit__ gives when awaited is true.

class Manager:
    def __init__(self, result):
        self.result = result

    async def __aenter__(self):
        pass

    async def __aexit__(self, *details):
        return self.result


async def f(result):
    async with Manager(result):
        raise KeyError(result)
    return "swallowed"


for result in (True, 0, [1], None):
    try:
        f(result).send(None)
    except StopIteration as end:
        print(result, end.value)
    except KeyError as error:
        print(error.args)
