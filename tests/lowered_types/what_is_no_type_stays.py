# A `|` of numbers, sets and flags is none of types, nor is an index of what is called `list`.

import re
from enum import Flag


class Access(Flag):
    READ = 1
    Write = 2


class Odd:
    def __or__(self, other):
        return ("or", other)

    def __getitem__(self, index):
        return ("item", index)


Flags = re.IGNORECASE | re.MULTILINE
Both = Access.READ | Access.Write
Thing = Odd()
Value = Thing | None
Number = 1 | 2


def f(list, dict=Odd(), type=Odd()):
    return list[0], dict["a"], type[1], list[0] | 4


def g():
    int = Odd()
    return int | None, int[3]


class C:
    def list(self):
        return {1} | {2}


print(Flags == (re.I | re.M), Both == Access(3), Value, Number, f([1]), g(), C().list(), True | False)
print(f"{1 | 2} {[1, 2][0]}")
