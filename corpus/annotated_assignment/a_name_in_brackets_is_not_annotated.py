# `(name): annotation` only evaluates the annotation; alone, it does not even make the name local.
# Changed in: Python 3.14

x = "module"
(y): print("evaluated") = 1
((z)): print("without a value")
(y  # a comment
 ): int


def f():
    (x): print("never")
    return x


def g():
    (x): print("never") = "local"
    return x


def h():
    global x
    (x): int = "stored in the module"


class C:
    (__private): print("in a class") = 1; (x): int
    (f.attribute): int = 2
    if x: (bare): int = lambda: (x)


print(f(), g(), h(), x, __annotations__)
print(C.__annotations__, "_C__private" in vars(C), "x" in vars(C), C.bare(), f.attribute)
