# A comma may stand behind the last part of a mapping or class pattern; a mapping may be nothing but its rest.

from collections import namedtuple

Point = namedtuple("Point", "x y")


def kind(subject):
    match subject:
        case Point(1, 2,):
            return "positional"
        case Point(x=3, y=y,):
            return "by name", y
        case Point(4, y=5,):
            return "both"
        case Point():
            return "any point"
        case {"a": 1,}:
            return "a key"
        case {"b": b, **rest,}:
            return "key and rest", b, rest
        case {**rest,} if rest:
            return "rest", rest
        case {}:
            return "any mapping"
    return "nothing"


for subject in (Point(1, 2), Point(3, 4), Point(4, 5), Point(6, 7), {"a": 1, "c": 2}, {"b": 3, "d": 4}, {"e": 5}, {}, 0):
    print(subject, kind(subject))
