# __set_name__ is called for each value in the namespace's order, then __init_subclass__ of the base.

class Field:
    def __set_name__(self, owner, name):
        print("set_name", owner.__name__, name)


class Base:
    def __init_subclass__(cls):
        print("init_subclass", cls.__name__)


class C(Base):
    b = Field()
    a = Field()
    other = b


C.late = Field()
