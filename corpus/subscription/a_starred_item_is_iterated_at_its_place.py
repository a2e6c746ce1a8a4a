# Between the brackets everything is evaluated from left to right, and a starred item is iterated at its turn.
# Needs: Python 3.11
# Hosts before Python 3.9 lack calls that iterate a starred argument at its turn.

class Items:
    def __init__(self, name):
        print("made", name)
        self.name = name

    def __iter__(self):
        print("iterated", self.name)
        return iter(self.name)


def item(name):
    print("item", name)
    return name


class Table:
    def __getitem__(self, key):
        return key

    def __setitem__(self, key, value):
        print("set", key, value)

    def __delitem__(self, key):
        print("del", key)


table = Table()
print(table[item(1), *Items("ab"), item(2), *Items("c")])
print(table[*Items("ab"), item(1) if item(0) else item(2), *Items("c")])
print(table[*Items("ab"), (yielded := item(3)), item(4) or item(5)], yielded)
table[*Items("ab"), item(6) and item(7)] = item("value")
table[*Items("d"), item(8) : item(9) or None] += (item("more"),)


def generator():
    print(table[*Items("e"), (yield "one"), *(yield "two")])


steps = generator()
print(next(steps), steps.send(1))
try:
    steps.send("xy")
except StopIteration:
    print("done")
del table[*Items("f"), item(0) or item(10)]
table[*Items("g"), item(0) or item(11)]: int = item("value")
