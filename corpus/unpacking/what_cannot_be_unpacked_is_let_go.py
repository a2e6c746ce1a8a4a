# An error of unpacking keeps neither the iterable nor the items that were taken; nor does one of the iterator.
# Plain: release

class Item:
    def __init__(self, n):
        self.n = n

    def __del__(self):
        print("  let go", self.n)


class Items(Item):
    def __init__(self, count, fails=False):
        self.n, self.count, self.fails = "iterator", count, fails

    def __iter__(self):
        return self

    def __next__(self):
        if not self.count and self.fails:
            raise KeyError
        if not self.count:
            raise StopIteration
        self.count -= 1
        return Item(self.count)


def attempt(statement):
    print(statement.__name__)
    try:
        statement()
    except (ValueError, TypeError) as error:
        print("  caught", type(error).__name__)
    except KeyError as error:
        print("  caught KeyError")


def too_few():
    a, b, c = Items(2)


def too_many():
    a, b = Items(4)


def too_few_for_a_star():
    a, *b, c, d, e = Items(3)


def none_at_all():
    a, b = Item(1)


def a_failure():
    a, b, c = Items(2, fails=True)


attempt(too_few)
attempt(too_many)
attempt(too_few_for_a_star)
attempt(none_at_all)
