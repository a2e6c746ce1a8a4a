# A class has a dictionary of what is annotated in its body, in order; a bare one sets no attribute.

class Point:
    y: int
    x: float = 1.5
    plain = 5
    y: str
    __z: list = []


print({name: kind.__name__ for name, kind in Point.__annotations__.items()})
print(hasattr(Point, "y"), Point.x, Point._Point__z)


class Below(Point):
    w: bytes


print(list(Below.__annotations__))
