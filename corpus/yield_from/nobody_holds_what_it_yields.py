# While a generator is suspended, what it has yielded belongs to the consumer alone; the iterator dies before its value is used.
# Plain: release

import weakref


class Item:
    def __init__(self, n):
        self.n = n


class Items:
    def __init__(self):
        self.n = 0

    def __iter__(self):
        return self

    def __next__(self):
        self.n += 1
        if self.n > 2:
            raise StopIteration(Item("value"))
        return Item(self.n)

    def __del__(self):
        print("  the iterator is let go")


def inner():
    yield Item(1)
    yield Item(2)


def of_a_generator():
    yield from inner()


def of_an_iterator():
    value = yield from Items()
    print("  value", value.n)


def in_an_expression():
    print("  value", (yield from Items()).n)


def consume(generator):
    for n in range(2):
        reference = weakref.ref(generator.send(None))
        print(n, "held" if reference() is not None else "let go")
    print(next(generator, "end"))


consume(of_a_generator())
consume(of_an_iterator())
consume(in_an_expression())
