# After the statement nothing holds the manager, and once the target is bound nothing else holds its value.
# Plain: release

class Value:
    def __del__(self):
        print("value gone")


class Manager:
    async def __aenter__(self):
        return Value()

    async def __aexit__(self, *details):
        print("exit")

    def __del__(self):
        print("manager gone")


async def without_target():
    async with Manager():
        print("suite")
    print("after")


async def with_target():
    async with Manager() as value:
        print("suite")
        del value
        print("still in the suite")
    print("after")


for function in (without_target, with_target):
    try:
        function().send(None)
    except StopIteration:
        print("done")
