# __set_name__ and __init_subclass__ can already call methods that use super().

class Field:
    def __set_name__(self, owner, name):
        print("set_name", name, owner().f())


class Base:
    def __init_subclass__(cls):
        super().__init_subclass__()
        print("init_subclass", cls().f())

    def f(self):
        return "Base"


class C(Base):
    field = Field()

    def f(self):
        return super().f() + " " + __class__.__name__
