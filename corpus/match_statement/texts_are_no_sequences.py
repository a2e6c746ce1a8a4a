# Sequence patterns match lists, tuples, ranges, arrays, deques and views; not texts, sets, mappings or iterators.

import array
import collections


def matches(x):
    match x:
        case [_, _]:
            return True
    return False


two = ["ab", b"ab", bytearray(b"ab"), [1, 2], (1, 2), range(2), collections.deque("ab"), array.array("b", b"ab"),
       memoryview(b"ab"), {1, 2}, {1: 2, 3: 4}, iter([1, 2]), collections.UserList("ab"), collections.UserString("ab"),
       frozenset("ab"), (x for x in "ab"), collections.OrderedDict.fromkeys("ab").keys()]
for x in two:
    print(type(x).__name__, matches(x))
