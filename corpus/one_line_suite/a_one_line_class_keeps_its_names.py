# The names of a class on one line are its attributes, and a string at the start is its docstring.

class Point: "Two numbers."; x = 1; y = x + 1


class Empty: pass


print(Point.__doc__, Point.x, Point.y, "x" in globals(), Empty.__doc__)
