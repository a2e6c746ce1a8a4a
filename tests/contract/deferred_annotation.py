# For: Python 3.14
# Stands with: function_annotation, annotated_assignment, class_definition
# Case: function
def same(value: Point) -> Point:
    return value


show(same(7), annotations_of(same))
# Prints: 7 1,1

# Case: class
class Box:
    size: Point


show(annotations_of(Box))
# Prints: 1

# Case: module
size: Point = 7
print(size)
# Prints: 7
