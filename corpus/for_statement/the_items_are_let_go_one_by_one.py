# A tuple that a target list unpacks is let go before the first of its items is stored.
# Plain: release

class Item:
    def __init__(self, n):
        self.n = n

    def __del__(self):
        print("  let go", self.n)


class Forgetful:
    def __setattr__(self, name, value):
        print("  store", name)


def pairs():
    yield Item(1), Item(2)
    yield [Item(3), Item(4)]


def loop():
    for t.x, t.y in pairs():
        print("  suite")
    for t.x, [t.y, *t.z] in [(5, iter([Item(5), Item(6), Item(7)]))]:
        print("  suite")


t = Forgetful()
loop()
print("in the module")
for t.x, t.y in pairs():
    print("  suite")
