# An operand that is not the value is let go before the next operand is evaluated.
# Plain: release

class Item:
    def __init__(self, n, truth):
        self.n, self.truth = n, truth

    def __bool__(self):
        return self.truth

    def __del__(self):
        print("  let go", self.n)


def evaluate(n):
    print("  evaluate", n)
    return n


def values(yes=True):
    value = Item(1, True) and evaluate(2)
    value = Item(3, False) or evaluate(4)
    value = Item(5, True) and Item(6, True) and evaluate(7)
    value = (Item(8, False) or Item(9, True)) and evaluate(10)
    value = (Item(11, True) if yes else 0) and evaluate(12)
    return Item(13, False) or Item(14, True) and evaluate(15)


def conditions():
    if Item(1, True) and evaluate(2):
        print("  suite")
    if Item(3, False) or evaluate(4):
        print("  suite")


values()
conditions()
print("in the module")
value = Item(1, True) and evaluate(2)
