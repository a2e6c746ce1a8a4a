# The metaclass gets the names in the order of their first stores, after the module and the qualified name.
# Plain: namespace

class Meta(type):
    def __new__(metaclass, name, bases, namespace):
        print(name, list(namespace)[:2], [n for n in namespace if n[0] != "_"])
        return super().__new__(metaclass, name, bases, namespace)


class A(metaclass=Meta):
    """Text."""
    c = 1

    def a(self):
        return __class__

    b = 2
    c = 3
    del b
    d = b = 4


print(A.c, A.__doc__, [n for n in vars(A) if n[0] != "_"])
