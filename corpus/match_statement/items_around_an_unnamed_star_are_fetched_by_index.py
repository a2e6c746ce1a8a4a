# With `*_` only the items that matter are fetched, each by its index when it is tried; the length is asked again.
# Plain: kinds

import collections.abc


class Items(collections.abc.Sequence):
    def __len__(self):
        print("len")
        return 4

    def __getitem__(self, index):
        print("item", index)
        return index * 10

    def __iter__(self):
        print("never")
        return iter(())


match Items():
    case [1, *_]:
        print("no")
    case [_, x, *_, 1]:
        print("no")
    case [[], *_] | [*_, {}]:
        print("no")
    case [0, 10 | 11, *_, _, int() as y] if y > 30:
        print("no")
    case [0, x, *_, y, _]:
        print("yes", x, y)
