# The annotations and bounds of a class see the same names, as the class has them when they are evaluated.
# Needs: Python 3.12
# Plain: kinds, up to Python 3.11

name = "global"


class Box:
    name = "class"

    def plain(self, a: int):
        return name

    def method[T: name](self, a: int) -> T:
        return name


Box.name = "set"
print(Box.method.__type_params__[0].__bound__, Box().method(1))
print(Box.plain.__annotations__, Box.method.__annotations__)
