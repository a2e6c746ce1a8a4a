# A class is a sequence or a mapping if a base is, or if it was registered as one; later registration counts.
# Plain: kinds

import collections.abc


class Plain:
    def __len__(self):
        return 0


class Derived(Plain):
    pass


class Other(Plain):
    pass


class Text(str):
    pass


class Both(collections.abc.Mapping, collections.abc.Sequence):
    __len__ = __getitem__ = __iter__ = lambda self, *_: iter(())


Both.__len__ = lambda self: 0


def kind(x):
    match x:
        case []:
            return "sequence"
        case {}:
            return "mapping"
    return None


print(kind(Plain()), kind(Derived()), kind(Other()))
collections.abc.Sequence.register(Plain)
collections.abc.MutableMapping.register(Other)
collections.abc.Sequence.register(Text)
print(kind(Plain()), kind(Derived()), kind(Other()), kind(Text()), kind(Both()))
