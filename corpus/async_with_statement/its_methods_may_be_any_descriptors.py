# `__aenter__` and `__aexit__` are bound as attributes are: a static method gets nothing, a class method the class.
# Plain: kinds

class Manager:
    @staticmethod
    async def __aenter__():
        print("enter")

    @classmethod
    async def __aexit__(cls, *details):
        print("exit", cls.__name__, details)


async def run():
    async with Manager():
        print("in the suite")


try:
    run().send(None)
except StopIteration:
    print("done")
except TypeError:
    print("never")
