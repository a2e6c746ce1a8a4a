# Unpacking has the last word about the number of items.
# Plain: kinds, in the core
# Plain: words, in the core

import collections.abc


class Liar(collections.abc.Sequence):
    def __len__(self):
        return 2

    def __getitem__(self, index):
        raise IndexError("nothing")


class Generous(Liar):
    def __getitem__(self, index):
        return index


a = "unbound"
for liar in Liar(), Generous():
    try:
        match liar:
            case [a, b]:
                print("matched")
    except (ValueError, IndexError) as error:
        print(type(error).__name__, error, a)
    try:
        match liar:
            case [a, *_]:
                print("matched", a)
    except (ValueError, IndexError) as error:
        print(type(error).__name__, error, a)
