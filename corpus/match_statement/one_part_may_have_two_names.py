# A part of the subject may be bound to two names: both are bound, in order.

class Point:
    __match_args__ = ("x", "y")

    def __init__(self, x, y):
        self.x, self.y = x, y


def names(subject):
    match subject:
        case [a, b as c]:
            return "two", a, b, c
        case [a as b, c, d]:
            return "three", a, b, c, d
        case Point(a, b as c):
            return "point", a, b, c
        case {"k": a, "m": b as c}:
            return "mapping", a, b, c
        case (str() as a) as b:
            return "text", a, b
        case [*a] as b:
            return "list", a, b
        case (None | 5 as a) as b:
            return "other", a, b


for subject in ([1, 2], [1, 2, 3], Point(4, 5), {"k": 6, "m": 7}, [8], "text", None):
    print(names(subject))
