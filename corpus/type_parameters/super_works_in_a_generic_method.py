# `super()` and `__class__` work in the methods of a generic class, and in generic methods.
# Needs: Python 3.12
# Plain: kinds, up to Python 3.11

class Base:
    def who(self):
        return "base"


class Box[T](Base):
    def who(self):
        return "box of " + super().who(), __class__.__name__, T

    def generic[U](self, a: U):
        return super().who(), __class__ is Box, U


print(Box().who(), Box().generic(1))
