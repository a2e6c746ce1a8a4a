# A decorator is evaluated among the names of the body, as any expression.

def wrap(label):
    def decorate(function):
        return lambda self: (label, function(self))

    return decorate


class Square:
    wrap = wrap
    label = "of the body"

    @property
    def area(self):
        return self.side**2

    @area.setter
    def area(self, value):
        print("set", value)
        self.side = value

    @wrap(label)
    @wrap("inner")
    def name(self):
        return type(self).__name__

    @area.deleter
    def area(self):
        del self.side


square = Square()
square.area = 5
print(square.area, square.name())
del square.area
print(hasattr(square, "side"))
