# What `yield from` cannot iterate is let go before the handler of the error runs.


class Item:
    def __init__(self, name):
        self.name = name

    def __del__(self):
        print("let go:", self.name)


class Mistaken(Item):
    def __iter__(self):
        return 1


def generator():
    local = Item("local")
    try:
        yield from Item("item")
    except TypeError:
        print("handler")
    try:
        yield from Mistaken("mistaken")
    except TypeError:
        print("handler")


print(list(generator()))
