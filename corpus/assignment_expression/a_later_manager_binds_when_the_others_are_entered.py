# Each manager of a `with` statement is entered before the next is evaluated, and what binds a name.


class Manager:
    def __init__(self, name):
        self.name = name
        print("made", name)

    def __enter__(self):
        print("enter", self.name, bound())
        return self.name

    def __exit__(self, kind, value, traceback):
        print("exit", self.name, bound())


def bound():
    return sorted(name for name in ("late", "later") if name in globals())


with Manager("a"), Manager("b") as b, Manager(late := "c") as c, Manager("d"), Manager(later := late + "e"):
    print(b, c, late, later)

with Manager("only"), Manager(late := "f"):
    print(late)


async def main():
    async with Asynchronous("a"), Asynchronous("b") as b, Asynchronous(inside := "c") as c:
        print(b, c, inside)


class Asynchronous(Manager):
    async def __aenter__(self):
        return self.__enter__()

    async def __aexit__(self, *details):
        return self.__exit__(*details)


try:
    main().send(None)
except StopIteration:
    print("done")
