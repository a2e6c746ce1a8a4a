# Without __aenter__ and __aexit__ on the type, or with nothing to await, the suite isn't run.

class Ordinary:
    def __enter__(self):
        print("never")

    def __exit__(self, *details):
        print("never")


class NothingToAwait:
    def __aenter__(self):
        print("called")

    def __aexit__(self, *details):
        print("never")


async def f(manager):
    async with manager:
        print("never")


own = Ordinary()
own.__aenter__ = own.__aexit__ = print
for manager in (Ordinary(), NothingToAwait(), own):
    try:
        f(manager).send(None)
    except (AttributeError, TypeError):
        print("refused", type(manager).__name__)
