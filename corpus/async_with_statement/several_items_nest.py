# Several managers are entered from left to right and left in the opposite order.

class Manager:
    def __init__(self, name):
        print("made", name)
        self.name = name

    async def __aenter__(self):
        print("enter", self.name)
        return self.name

    async def __aexit__(self, kind, error, trace):
        print("exit", self.name, kind and kind.__name__)
        return self.name == "b"


async def f():
    async with Manager("a") as a, Manager("b") as b, Manager(a + b) as c:
        print(c)
        raise KeyError
    print("after")


try:
    f().send(None)
except StopIteration:
    pass
