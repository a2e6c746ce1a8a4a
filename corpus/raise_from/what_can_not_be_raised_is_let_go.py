# What is no exception, or no cause of one, is let go before the handler of the error runs.
# Plain: release


class Item:
    def __init__(self, name):
        self.name = name

    def __del__(self):
        print("let go:", self.name)


def function():
    local = Item("local")
    try:
        raise ValueError("argument") from Item("cause")
    except TypeError:
        print("handler")
    try:
        raise Item("exception") from KeyError("cause")
    except TypeError:
        print("handler")


function()
