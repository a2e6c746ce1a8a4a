# What `__enter__` returned is let go when the target cannot be bound, before `__exit__` is called.
# Plain: release, namespace
import sys


class Value:
    def __del__(self):
        print("let go")


class Manager:
    def __enter__(self):
        return Value()

    def __exit__(self, *details):
        sys.exc_info()[2].tb_next and sys.exc_info()[2].tb_next.tb_frame.clear()
        print("exit")
        return True

    async def __aenter__(self):
        return Value()

    async def __aexit__(self, *details):
        return self.__exit__(*details)


class Refusing:
    def __setattr__(self, name, value):
        raise ValueError(name)


def refused():
    raise LookupError


target = Refusing()


def function():
    with Manager() as target.name:
        print("never")
    print("after an attribute")
    with Manager() as (target.name, other):
        print("never")
    print("after an unpacking")
    with Manager() as refused().name:
        print("never")
    print("after an expression")


async def coroutine():
    async with Manager() as target.name:
        print("never")
    print("after an attribute")
    async with Manager() as (target.name, other):
        print("never")
    print("after an unpacking")


function()
try:
    coroutine().send(None)
except StopIteration:
    print("done")
with Manager() as (target.name, other):
    print("never")
with Manager() as target.names[refused()]:
    print("never")
print([name for name in globals() if name.startswith("_v")])
