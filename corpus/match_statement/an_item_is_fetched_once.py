# An item of a sequence is fetched once for its pattern, whatever that asks of it.
# Needs: Python 3.10
from collections.abc import Sequence


class Items(Sequence):
    def __init__(self, *items):
        self.items = items

    def __len__(self):
        return len(self.items)

    def __getitem__(self, index):
        print("item", index)
        return self.items[index]


class Point:
    x = 1
    y = 2


match Items(Point()):
    case [Point(x=1, y=y), *_]:
        print(y)
match Items(Items(1), 2):
    case [Items() as inner, *_] if inner:
        print(len(inner))
match Items({"key": 1, "other": 2}, Point()):
    case [*_, {"key": 1, **rest}, _]:
        print(rest)
