# A name that is annotated in brackets keeps them on one line: without them its annotation would be kept.
(
    first
): int = 1
(second  # not bound
 ): int
third: int = 3


class Point:
    (
        x
    ): int = 4
    y: int = (5
              + 6)


print(__annotations__)
print(Point.__annotations__, Point.x, Point.y, first)
print("second" in globals())
