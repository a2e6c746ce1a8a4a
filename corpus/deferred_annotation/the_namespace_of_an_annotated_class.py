# The namespace of a class holds its annotate function, and a cell for its dictionary.
# Needs: the library of Python 3.14
# Plain: namespace, kinds

class Meta(type):
    def __new__(kind, name, bases, namespace):
        print(list(namespace))
        return super().__new__(kind, name, bases, namespace)


class C(metaclass=Meta):
    "doc"
    x: int = 1
    if x:
        y: str

    def f(self, a: int):
        return __class__


class D(metaclass=Meta):
    def f(self): ...


class E(metaclass=Meta):
    size = 1


C.x = 2
print(C.__annotations__, "__annotate_func__" in vars(C), D.__annotations__, E.__annotate__)
print([name for name in globals() if "annot" in name])
n: int
