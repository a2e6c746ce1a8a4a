# A metaclass that is a function is called with name, bases and namespace, and its result is bound.

def collect(name, bases, namespace, **keywords):
    return name, bases, {n: v for n, v in namespace.items() if n[0] != "_"}, keywords


class C(int, metaclass=collect, extra=5):
    x = 1
    y = x + 1


print(C)
