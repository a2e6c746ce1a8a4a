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


print(Square().area(), Square().doubled(), Square.Side.of is area, Square.before, Square.area.__name__)
print(Square().len, Square.len.fget.__name__)
