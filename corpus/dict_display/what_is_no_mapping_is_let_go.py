# What `**` cannot unpack, and what was in the dictionary before it, is let go before the handler of the error runs.
# Plain: release


class Item:
    def __init__(self, name):
        self.name = name

    def __del__(self):
        print("let go:", self.name)


try:
    print({1: Item("value"), **Item("mapping")})
except TypeError:
    print("handler")
try:
    print({1: "value", **{2: Item("other")}, **Item("mapping")})
except TypeError:
    print("handler")
try:
    print([Item("first"), *Item("list")])
except TypeError:
    print("handler")
try:
    print((Item("first"), *Item("tuple"), Item("never")))
except TypeError:
    print("handler")
