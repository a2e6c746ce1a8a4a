# The operands that are done with are let go before the truth of a comparison is asked for.
# Changed in: Python 3.14
# Plain: release

class Result:
    def __init__(self, truth):
        self.truth = truth

    def __bool__(self):
        print("  truth")
        return self.truth


class Item:
    def __init__(self, name, truth=True):
        self.name, self.truth = name, truth

    def __lt__(self, other):
        print("  compare", self.name, other.name)
        return Result(self.truth)

    def __del__(self):
        print("  let go", self.name)


def as_value():
    result = Item("a") < Item("b") < Item("c")


def as_condition():
    if Item("a") < Item("b") < Item("c"):
        print("  yes")


def four():
    while Item("a") < Item("b") < Item("c") < Item("d"):
        print("  yes")
        break


def that_fails():
    result = not (Item("a") < Item("b", False) < Item("c") < Item("d"))


def with_variables():
    a, c = Item("a"), Item("c")
    if a < Item("b") < c:
        print("  yes")


for chain in (as_value, as_condition, four, that_fails, with_variables):
    print(chain.__name__)
    chain()
