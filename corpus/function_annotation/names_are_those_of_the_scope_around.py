# An annotation is no part of the function: its names are looked up where the def stands.

kind = "module's"


def make():
    kind = "make's"

    def f(kind: kind) -> kind:
        pass
    return f


class C:
    kind = "C's"

    def f(self, other: kind):
        pass

    def g(self, __x: kind):
        pass


print(make().__annotations__, C.f.__annotations__, C.g.__annotations__)
