# Generic with the type parameters is the last base, whatever stars and keywords stand there.
# Needs: Python 3.12
# Plain: kinds, up to Python 3.11

class Base:
    def __init_subclass__(cls, key=None, **others):
        super().__init_subclass__()
        print("made", cls.__name__, key, others)


class Mixin:
    pass


class Plain[T]:
    pass


more = [Mixin]
print(Plain.__bases__, Plain.__orig_bases__, Plain.__parameters__)


class Box[T, S](Plain[T], Base, *more, key=T, **{"other": S}):
    item: T
    attribute = T


print(Box.__bases__, Box.__orig_bases__)
print(Box.__mro__[-2])
print(Box.attribute is Box.__type_params__[0], Box.__annotations__["item"] is Box.attribute, Box[int, str])
