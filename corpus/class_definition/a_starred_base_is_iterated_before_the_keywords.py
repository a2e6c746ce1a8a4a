# Bases behind a star are iterated in their turn: before the keywords of the class are evaluated.


def bases(name):
    print("iterated for", name)
    yield object


def meta(name):
    print("the metaclass of", name)
    return type


def options(name):
    print("the options of", name)
    return {}


class A(*bases("A"), metaclass=meta("A") if bases else type):
    pass


class B(*bases("B"), metaclass=meta("B") and type, **(options("B") or {})):
    pass


print(A.__bases__, B.__bases__)
