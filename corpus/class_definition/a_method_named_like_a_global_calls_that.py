# A method, a lambda and an inner class look for a global that is called like a method of their class.

def area(shape):
    return shape.side**2


class Square:
    side = 3
    before = area.__name__

    def area(self):
        return area(self)

    doubled = lambda self: 2 * area(self)

    class Side:
        of = area

    @property
    def len(self):
        return len("four")


class Circle:
    before = [area]

    def area(self):
        return 3

    before += [area]


class Outer:
    def area(self):
        return 4

    class Inner:
        area = area


print(Circle.before[0] is area, Circle.before[1] is Circle.area, Outer().area(), Outer.Inner.area is area)
print(Square().area(), Square().doubled(), Square.Side.of is area, Square.before, Square.area.__name__)
print(Square().len, Square.len.fget.__name__)
