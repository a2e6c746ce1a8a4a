# `**rest` is a dict without the matched keys, whatever the subject is; it is made when its turn comes.

import collections
import types


class Mapping(dict):
    def keys(self):
        print("keys")
        return super().keys()


def rest_of(x):
    match x:
        case {"a": _, 1: _, **rest}:
            return "two", rest
        case {"a": 1 | 2, **rest}:
            return "one", rest
        case {**rest}:
            return "none", rest


for x in {"a": 0, 1: 2, "b": 3}, Mapping(a=2, c=1), {}, types.MappingProxyType({"q": 1}):
    print(rest_of(x))
original = collections.OrderedDict(z=1, a=1)
kind, rest = rest_of(original)
rest["new"] = 1
print(original == {"z": 1, "a": 1}, type(rest).__name__)


class Loud(Mapping):
    def __iter__(self):
        print("iterated")
        return super().__iter__()


match [Loud(a=1, b=2), 3]:
    case [{"a": _, **rest}, 4]:
        print("no")
    case [{"a": x, **rest}, 3]:
        print("yes", x, rest)
