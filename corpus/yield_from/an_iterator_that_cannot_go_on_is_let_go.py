# An iterator that cannot take what is thrown or sent, or was closed, is let go before a handler runs.
# Plain: release


class Item:
    def __del__(self):
        print("let go: item")


class Plain:
    def __iter__(self):
        return self

    def __next__(self):
        return 1

    def __del__(self):
        print("let go: iterator")


class Closing(Plain):
    def close(self):
        print("close")


class Refusing(Plain):
    def close(self):
        raise OSError("close")


def delegating(iterator):
    try:
        yield from iterator()
    except BaseException as error:
        print("handler:", repr(error))
        return
    print("never")


def ended(generator, act, *given):
    next(generator)
    try:
        act(*given)
    except StopIteration:
        print("ended")


for kind in Plain, Closing, Refusing:
    generator = delegating(kind)
    ended(generator, generator.throw, KeyError("key"))
    generator = delegating(kind)
    ended(generator, generator.throw, GeneratorExit())
    generator = delegating(kind)
    ended(generator, generator.close)
generator = delegating(Plain)
next(generator)
try:
    generator.send(Item())
except StopIteration:
    print("ended")


class Awaitable:
    def __await__(self):
        return Plain()


async def awaiting():
    try:
        await Awaitable()
    except KeyError as error:
        print("handler:", repr(error))


coroutine = awaiting()
coroutine.send(None)
try:
    coroutine.throw(KeyError("key"))
except StopIteration:
    print("ended")
