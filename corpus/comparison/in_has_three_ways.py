# in asks __contains__, or else goes through the items, or the indices; equal means identical or ==.

class Items:
    def __init__(self, *items):
        self.items = items

    def __iter__(self):
        print("iter", end=" ")
        return iter(self.items)


class Old:
    def __getitem__(self, index):
        return [10, 20][index]


class Closed:
    __contains__ = None
    __iter__ = Items.__iter__


nan = float("nan")
print(nan in Items(nan), float("nan") in Items(nan), 5 in Items(1, 5.0), 20 in Old(), 5 not in Old())
for thing in (Closed(), 5):
    try:
        1 in thing
    except TypeError:
        print("TypeError")
