# A tuple of type variables leaves `|` to the other operand, with a default and without; a type variable does not.
# Needs: Python 3.13

class Other:
    def __or__(self, other):
        print("asked by", other.__name__)
        return NotImplemented

    def __ror__(self, other):
        print("asked on the right by", other.__name__)
        return "union"


class Unwilling:
    pass


def starred[*Ts, *Us = *tuple[int]](x: Ts | Other(), y: Us | Other()):
    return Us


print(starred.__annotations__)


def together(make):
    try:
        print(len(make().__args__), "types")
    except TypeError:
        print("no union")


def alone[T = int, *Ts = *tuple[int]]():
    together(lambda: Ts | Unwilling)
    together(lambda: Unwilling | Ts)
    together(lambda: Other() | Ts)
    together(lambda: T | Unwilling)
    together(lambda: Unwilling | T)


alone()
