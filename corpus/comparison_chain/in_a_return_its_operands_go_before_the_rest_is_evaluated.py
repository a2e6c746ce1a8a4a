# What is left of a chain in a `return` or a `raise` is let go before the rest of the expression is evaluated.
# Changed in: Python 3.14
# Plain: release

class Item:
    def __init__(self, name):
        self.name = name

    def __lt__(self, other):
        return True

    def __del__(self):
        print("  let go", self.name)


class Answer(Exception):
    def __init__(self, value):
        print("  evaluated")


def returned():
    return Answer(Item("a") < Item("b") < Item("c"))


def negated():
    return [not (Item("a") < Item("b") < Item("c")), Answer(0)]


def raised():
    raise Answer(Item("a") < Item("b") < Item("c"))


def used_later():
    return (lambda: Answer(Item("a") < Item("b") < Item("c")))()


for leave in (returned, negated, raised, used_later):
    print(leave.__name__)
    try:
        leave()
    except Answer:
        print("  raised")
