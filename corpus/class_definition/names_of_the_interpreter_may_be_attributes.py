# `__classdict__` is the interpreter's name for those of a class; in the body itself it is a name like others.

class Names:
    __classdict__ = "an attribute"
    print(__classdict__)

    def shown(self):
        return self.__classdict__


print(Names.__classdict__, Names().shown(), "__classdict__" in vars(Names))
