# The keys of the annotations are the names of the parameters, in a class those with its name in front.

class C:
    def f(self, __a: 1, *__b: 2, __c: 3 = 0, **__d: 4) -> 5:
        def g(__e: 6):
            pass
        return g.__annotations__


print(C.f.__annotations__, C().f(0))
