# The metaclass is the most derived of the given one and those of the bases; without one, the body isn't run.

class M(type): pass
class N(M): pass
class Other(type): pass


class A(metaclass=M): pass
class B(metaclass=N): pass
class C(metaclass=Other): pass
class D(A, B): pass
class E(B, metaclass=M): pass


print(type(D).__name__, type(E).__name__)
try:
    class F(A, C):
        print("never")
except TypeError:
    print("conflict")
