# What is no class, names that are no names, too many patterns, attributes twice: each is a TypeError of its own.
# Hosts before Python 3.12 lack these words for what is no class.
# Plain: words

import datetime


class Listed:
    __match_args__ = ["x"]
    x = 1


class Numbered:
    __match_args__ = (1,)


class Two:
    __match_args__ = ("x", "y")
    x = y = 1


class Raising(type):
    @property
    def __match_args__(cls):
        raise ValueError("no names")


class Bad(metaclass=Raising):
    pass


def attempt(subject, n):
    try:
        match subject:
            case Listed(x) if n:
                return x
            case Numbered(x):
                return x
            case Two(_, _, _) if n == 1:
                return
            case Two(_, y=_, x=_) if n == 2:
                return
            case datetime.date(_):
                return
            case Bad(_):
                return
            case int(_, _):
                return
            case attempt():
                return
    except (TypeError, ValueError) as error:
        return type(error).__name__, str(error)


for subject in Listed(), Numbered(), datetime.date(2000, 1, 1), Bad(), 1, "a":
    print(attempt(subject, 0))
print(attempt(Two(), 1))


def twice():
    match Two():
        case Two(_, y=_, x=_):
            print("no")


try:
    twice()
except TypeError as error:
    print(error)
