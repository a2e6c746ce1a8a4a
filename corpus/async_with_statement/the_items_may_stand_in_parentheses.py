# Several items may stand in parentheses, over several lines, with a comma after the last.
# Needs: Python 3.10

class Manager:
    def __init__(self, name):
        self.name = name

    async def __aenter__(self):
        print("enter", self.name)
        return self.name

    async def __aexit__(self, *details):
        print("exit", self.name)


async def main():
    async with (Manager("a") as a, Manager("b")):
        print(a)
    async with (
        Manager("c") as c,  # with a comment
        Manager("d") as d,
    ):
        print(c, d)
    async with (Manager("e")), Manager("f") as f:
        print(f)


try:
    main().send(None)
except StopIteration:
    print("done")
