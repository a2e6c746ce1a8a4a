# Class keywords go to __prepare__, __new__, __init__, and from type's __new__ to __init_subclass__.

class Base:
    def __init_subclass__(cls, *, tag="none", **others):
        print("init_subclass", tag, others)


class Meta(type):
    @classmethod
    def __prepare__(metaclass, name, bases, **keywords):
        print("prepare", sorted(keywords))
        return {}

    def __new__(metaclass, name, bases, namespace, flag=None, **keywords):
        print("new", flag, sorted(keywords))
        return super().__new__(metaclass, name, bases, namespace, **keywords)

    def __init__(cls, name, bases, namespace, **keywords):
        print("init", sorted(keywords))


class C(Base, flag=1, metaclass=Meta, tag="t"): pass
options = {"tag": "from a dict", "metaclass": Meta}
class D(*(Base,), **options): pass
try:
    class E(object, nonsense=1): pass
except TypeError:
    print("TypeError")
