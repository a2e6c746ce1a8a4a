# What is no asynchronous context manager, or gives nothing to await, is named in the error.
# Plain: words, kinds

class NothingToAwait:
    def __aenter__(self):
        return 5

    def __aexit__(self, *details):
        print("never")


async def enter(manager):
    async with manager:
        print("never")


for manager in (1, NothingToAwait()):
    try:
        enter(manager).send(None)
    except (AttributeError, TypeError) as error:
        print(type(error).__name__, error)
