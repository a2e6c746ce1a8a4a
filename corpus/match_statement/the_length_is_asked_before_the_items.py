# A sequence of another length is not iterated; one of the right length is asked for all items before one is tried.
# Plain: kinds

import collections.abc


class Items(collections.abc.Sequence):
    def __init__(self, *items):
        self.items = items

    def __len__(self):
        print("len")
        return len(self.items)

    def __getitem__(self, index):
        print("item", index)
        return self.items[index]

    def __iter__(self):
        for item in self.items:
            print("next", item)
            yield item


def kind(x):
    match x:
        case []:
            return "empty"
        case [0, 0, 0]:
            return "zeros"
        case [_, _]:
            return "two"
        case [0, *rest]:
            return "rest", rest
        case [*start, 3]:
            return "start", start
        case [*_]:
            return "any"


for items in (), (1, 2), (0, 1, 2), (1, 2, 3), (1, 2, 4):
    print(kind(Items(*items)))
