# What a pattern looked at when it failed with an error is let go before the handler of the error runs.
# Plain: release


class Item:
    __match_args__ = ("name",)

    def __init__(self, name):
        self.name = name

    def __del__(self):
        print("let go:", self.name)


class Counted:
    __match_args__ = ("one", "one")
    one = 1

    def __del__(self):
        print("let go: counted")


try:
    match Item("subject"):
        case print():
            print("never")
except TypeError:
    print("handler")
try:
    match Counted():
        case Counted(1, 1):
            print("never")
except TypeError:
    print("handler")
try:
    match [Item("part"), 1]:
        case [Item(name, _), int()]:
            print("never", name)
except TypeError:
    print("handler")
