# super() looks behind the class that the method is written in, not behind that of the object.

class A:
    def f(self):
        return ["A"]


class B(A):
    def f(self):
        return ["B"] + super().f()


class C(A):
    def f(self):
        return ["C"] + super().f()


class D(B, C):
    def f(self):
        return ["D"] + super().f()

    g = B.f


print(D().f(), B().f(), D().g())
