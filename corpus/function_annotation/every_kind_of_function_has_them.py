# Methods, generators and coroutines keep annotations too, each call of def its own.

def make(kind):
    def f(x: kind):
        yield x
    return f


class C:
    @staticmethod
    def f() -> "static":
        pass

    @property
    def g(self) -> "property":
        pass

    async def h(self, a: "a"):
        pass


one, two = make(1), make(2)
print(one.__annotations__, two.__annotations__, list(one("x")))
print(C.f.__annotations__, vars(C)["g"].fget.__annotations__, C.h.__annotations__)
