# Case: function
def same(value: Point) -> Point:
    return value


show(same(7), annotations_of(same))
# Prints: 7 1,1
