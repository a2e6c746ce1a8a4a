# A value that cannot be converted or formatted is let go before the handler of the error runs.


class Item:
    def __init__(self, name):
        self.name = name

    def __del__(self):
        print("let go:", self.name)


class Silent(Item):
    __repr__ = None


def function(width):
    try:
        print(f"{Item('value')!r:>{width}}")
    except ValueError:
        print("handler")
    try:
        print(f"{Item('value'):>{width}}")
    except TypeError:
        print("handler")
    try:
        print(f"{Silent('silent')!r:>{width}}")
    except TypeError:
        print("handler")


function("wide")
