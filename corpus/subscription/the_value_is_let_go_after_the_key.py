# Differs: where CPython lets go of the value that was stored and then of the key, the core lets go of the key first.

class Item:
    def __init__(self, name):
        self.name = name

    def __del__(self):
        print("let go", self.name)


class Table:
    def __setitem__(self, key, value):
        print("store")


table = Table()
table[Item("key")] = Item("value")
