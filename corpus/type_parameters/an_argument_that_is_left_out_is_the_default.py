# Where a generic class gets too few arguments, the defaults of its type parameters are taken.
# Needs: Python 3.13

class Pair[A, B = int]:
    pass


class Open[A = str, B = A]:
    pass


class Child[T = bytes](Pair[T]):
    pass


class Early[A, B = Late]:
    pass


class Late:
    @classmethod
    def __class_getitem__(cls, arguments):
        return "its own", arguments


print(Pair[str].__args__, Pair[str, bool].__args__, Pair[str] == Pair[str, int], Pair[str]().__class__ is Pair)
print([getattr(argument, "__name__", argument) for argument in Open[int].__args__], Child[int].__args__)
print(Child.__orig_bases__[0].__args__[1:], Early[int].__args__[1] is Late, Late[int, 3])
A, B = Pair.__type_params__
print(Pair[A, bool][str].__args__, Pair[str, B][bool].__args__)
for wrong in (lambda: Pair[int, int, int], lambda: Pair[A, bool][()], lambda: Pair[()]):
    try:
        print(wrong())
    except TypeError as error:
        print(type(error).__name__)
