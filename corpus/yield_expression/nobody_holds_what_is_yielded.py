# While a generator is suspended, nobody but the consumer holds what it has yielded, however it was computed.
# Plain: release, in the core

import weakref


class Item:
    def __init__(self, n):
        self.n = n


def same(value, *others):
    return value


def plain():
    yield Item(1)
    yield Item(2)


def conditional(yes=True):
    yield Item(1) if yes else Item(2)
    yield same(Item(3), 1 if yes else 2)


def chosen():
    yield None or Item(1)
    yield same(Item(2) or 3)


def a_set():
    yield {n for n in (1, 2)}
    yield {**{}, **{}}.keys() or Item(1)


def in_a_call(yes=True):
    same(1, (yield Item(1) if yes else 0))
    same(1, (yield (yield same(Item(2), 1 if yes else 2))))


def assigned(yes=True):
    sent = yield same(Item(1), 1 if yes else 2)
    sent = yield Item(2) if sent is None else 0


def of_a_generator_expression(yes=True):
    return (same(Item(n), 1 if yes else 2) for n in (1, 2))


def kept():
    for item in plain():
        yield item


for function in (plain, conditional, chosen, a_set, in_a_call, assigned, of_a_generator_expression, kept):
    generator = function()
    seen = []
    for n in range(2):
        value = next(generator)
        reference = weakref.ref(value)
        del value
        seen.append("held" if reference() is not None else "let go")
    print(function.__name__, seen)
