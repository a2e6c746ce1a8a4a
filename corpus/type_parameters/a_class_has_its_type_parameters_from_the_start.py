# `__type_params__` is in the namespace before the body runs, in its place.
# Needs: Python 3.12
# Changed in: Python 3.14
# Plain: namespace
# Plain: kinds, up to Python 3.11

class Meta(type):
    def __new__(meta, name, bases, namespace):
        kept = [key for key in namespace if key not in ("__firstlineno__", "__static_attributes__")]
        print(name, kept)
        return super().__new__(meta, name, bases, namespace)


class Box[T](metaclass=Meta):
    "A docstring."
    print(__type_params__, T is __type_params__[0])
    item: T = 1
    type Alias = T

    def method[U](self) -> U:
        return super().__init__


print(Box.__doc__, "T" in vars(Box), "__classdictcell__" in vars(Box))
