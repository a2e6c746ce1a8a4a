# Strings in __slots__ are renamed by the type itself, with the name of the class it makes.

class _Point:
    __slots__ = ("__x", "y")

    def __init__(self):
        self.__x = 1
        self.y = 2

    def get(self):
        return self.__x + self.y


print(_Point().get(), hasattr(_Point(), "_Point__x"), hasattr(_Point(), "__x"))
