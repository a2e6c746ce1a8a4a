# One positional pattern of `int`, `str` and their like is for the subject itself, unless a subclass says otherwise.

class Number(int):
    pass


class Pair(tuple):
    __match_args__ = ("first",)

    @property
    def first(self):
        return self[0]


def kind(x):
    match x:
        case bool(b):
            return "bool", b
        case Pair(first):
            return "pair", first
        case Number(n, real=r):
            return "number", n, r
        case int(0 | 1 as n) | float(n):
            return "small", n
        case str(s) | bytes(s) | bytearray(s) | list(s) | tuple(s) | set(s) | frozenset(s) | dict(s):
            return "container", s


values = True, Pair("ab"), Number(5), 0, 7, 2.5, "s", b"b", bytearray(b"c"), [1], (2,), {3}, frozenset([4]), {5: 6}
for value in values:
    print(kind(value))
try:
    match object():
        case object(x):
            print("no")
except TypeError as error:
    print(error)
