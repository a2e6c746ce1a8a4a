# Bases are evaluated before keywords, wherever they stand.
def seen(value):
    print(value)
    return value


class Meta(type):
    def __new__(meta, name, bases, namespace, **keywords):
        print(name, [base.__name__ for base in bases], keywords)
        return super().__new__(meta, name, bases, namespace)

    def __init__(self, *arguments, **keywords):
        super().__init__(*arguments)


class A:
    pass


class B:
    pass


class C(seen(A), metaclass=Meta, size=seen(len("a,(b")), *seen((B,)), **seen({"color": (1, 2)})):
    pass


class D(
    size=seen(1),  # a keyword, with a comment
    *seen(()),
    metaclass=Meta,
    **seen({}),
    # no comma
):
    pass


def inside():
    class E(metaclass=Meta, *[A], size=[n for n in (1, 2) if n == 1], *[B]): value = 1
    return E


print(inside().value)
