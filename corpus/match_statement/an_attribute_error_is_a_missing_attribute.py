# An AttributeError from anywhere in an attribute means that it is missing; other exceptions are raised.

class Odd:
    __match_args__ = ("good",)
    good = 1

    @property
    def bad(self):
        return self.nothing

    @property
    def worse(self):
        raise KeyError("worse")


try:
    match Odd():
        case Odd(bad=_):
            print("no")
        case Odd(1, bad=_):
            print("no")
        case Odd(2, worse=_):
            print("no")
except KeyError as error:
    print("KeyError", error, error.__context__)
