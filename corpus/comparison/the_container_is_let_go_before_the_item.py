# Differs: of `item in container` CPython lets go of the item first; the core, of the container.

class Item:
    def __init__(self, name):
        self.name = name

    def __contains__(self, item):
        print("asked")
        return True

    def __del__(self):
        print("let go", self.name)


Item("item") in Item("container")
