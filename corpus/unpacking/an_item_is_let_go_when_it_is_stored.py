# Each item is let go when it has been stored: targets that keep nothing see one after the other die.
# Plain: release

class Item:
    def __init__(self, n):
        self.n = n

    def __del__(self):
        print("  let go", self.n)


class Forgetful:
    def __setattr__(self, name, value):
        print("  store", name)

    def __setitem__(self, key, value):
        print("  store", key)


def three():
    return (Item(n) for n in range(3))


def unpack():
    t.x, t.y = Item(1), Item(2)
    print("a list")
    t.x, t[1], t.y = [Item(n) for n in range(3)]
    print("any iterable")
    t.x, t.y, t.z = three()
    print("a star")
    t.x, *t.y, t.z = [Item(n) for n in range(4)]
    print("a nested list")
    (t.x, t.y), t.z, [t[1], t[2]] = [[Item(1), Item(2)], Item(3), three_but_one()]


def three_but_one():
    items = three()
    next(items)
    return items


t = Forgetful()
unpack()
print("one name twice")
n, n, n = three()
print("in the module")
t.x, t.y = Item(3), Item(4)
