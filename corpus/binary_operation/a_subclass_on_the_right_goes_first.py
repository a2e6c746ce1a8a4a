# The right side is asked first if it is of a subclass that has a reflected method of its own.

class A:
    def __add__(self, other):
        return "A.add"

    def __radd__(self, other):
        return "A.radd"


class B(A):
    def __radd__(self, other):
        return "B.radd"


class C(A):
    pass


class N(int):
    def __rmul__(self, other):
        return "N.rmul", other


print(A() + B(), A() + C(), B() + A(), B() + B(), C() + A(), 2 * N(3), N(3) * 2)
