# __class__ in a method is the class that the statement made, even if its name means something else now.

class A:
    def f(self):
        return __class__.__name__, type(self).__name__

    def nested(self):
        return [__class__ for _ in "a"][0].__name__, (lambda: __class__.__name__)()


class B(A):
    pass


a, A = A(), "no class"
print(a.f(), B().f(), a.nested(), A)
