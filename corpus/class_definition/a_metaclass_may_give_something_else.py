# What the metaclass returns is bound to the name; its methods mean the class that `type.__new__` made.

class Meta(type):
    def __new__(metaclass, name, bases, namespace):
        made = super().__new__(metaclass, name, bases, namespace)
        print(made().me() is made, made().text())
        return "not a class"


class C(metaclass=Meta):
    def me(self):
        return __class__

    def text(self):
        return super().__str__()[:10]


print(C)
