"""If leaving the inner item raises and the outer one swallows that, the `return` is forgotten."""


class Manager:
    def __init__(self, name, fails=False):
        self.name, self.fails = name, fails

    async def __aenter__(self):
        return self.name

    async def __aexit__(self, kind, *rest):
        print("leave", self.name, kind and kind.__name__)
        if self.fails:
            raise ValueError(self.name)
        return True


async def returns():
    async with Manager("a"), Manager("b"), Manager("c", fails=True) as name:
        return name
    return "after"


try:
    returns().send(None)
except StopIteration as stop:
    print(stop.value)
