# The values are what `get` gives; `__missing__` and `__getitem__` are not asked. Other keys may be there.

import collections


class Mapping(dict):
    def __getitem__(self, key):
        print("never")

    def __missing__(self, key):
        print("never")

    def get(self, *arguments):
        print("get", arguments[0], len(arguments), type(arguments[1]).__name__)
        return super().get(*arguments)


match Mapping(a=1, b=2, c=3):
    case {"z": 1}:
        print("no")
    case {"a": 1, "b": 3}:
        print("no")
    case {"a": 1, "b": value}:
        print("yes", value)
counts = collections.defaultdict(int)
counts["a"] = 1
match counts:
    case {"b": 0}:
        print("no")
    case {}:
        print("yes", dict(counts))
