# If a store fails, the items that were left are let go before a handler of the same function runs.
# Plain: release

class Item:
    def __init__(self, n):
        self.n = n

    def __del__(self):
        print("  let go", self.n)


class Refusing:
    def __setattr__(self, name, value):
        print("  refuse", name)
        value = None
        raise KeyError


def attempt(target):
    try:
        target.x, target.y, target.z = (Item(n) for n in range(3))
    except KeyError:
        print("  handling")
    try:
        target.x, (target.y, target.z) = [Item(3), [Item(4), Item(5)]]
    except KeyError:
        print("  handling")
    try:
        target.x, target.y = Item(6), Item(7)
    except (KeyError, ValueError):
        print("  handling")
    finally:
        print("  finally")


attempt(Refusing())
print("in the module")
try:
    Refusing().x, Refusing().y = (Item(n) for n in range(2))
except KeyError:
    print("  handling")
