# Making a class calls no `__setattr__` and no `__delattr__` of its metaclass.

class Meta(type):
    def __setattr__(cls, name, value):
        print("set", name)
        super().__setattr__(name, value)

    def __delattr__(cls, name):
        print("delete", name)
        super().__delattr__(name)


class C(metaclass=Meta):
    """Text."""

    size: int = 3

    def me(self):
        return __class__.__name__, super().__eq__(self)

    def other(self):
        return other


other = "global"
print(C().me(), C().other(), [name for name in vars(C) if name[:2] != "__"])
C.late = 1
del C.late
