# What was evaluated before the operand that fails is let go before a handler runs, the last one first.
# Plain: release

class Item:
    def __init__(self, n):
        self.n = n

    def __del__(self):
        print("  let go", self.n)

    def __iter__(self):
        return iter((1, 2))

    def __getitem__(self, key):
        return self


def fail():
    raise KeyError


def call(yes=True):
    try:
        print(Item(1), Item(2), fail() if yes else 0)
    except KeyError:
        print("  handling")
    try:
        return print(Item(3), *Item(4), key=Item(5), sep=fail() if yes else 0)
    except KeyError:
        print("  handling")


def display(yes=True):
    try:
        items = [Item(1), (Item(2), fail() if yes else 0)]
    except KeyError:
        print("  handling")
    try:
        for n in Item(3):
            items = {1: Item(4), 2: fail() if yes else 0}
    except (KeyError, ValueError):
        print("  handling")
    finally:
        print("  finally")


def definition(yes=True):
    try:
        def function(a=Item(1), b=fail() if yes else 0):
            pass
    except KeyError:
        print("  handling")


for function in (call, display, definition):
    print(function.__name__)
    function()
print("in the module")
try:
    print(Item(1), Item(2), fail() if call else 0)
except KeyError:
    print("  handling")
