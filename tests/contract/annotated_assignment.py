# Case: module
size: Point = 7
print(size)
show(annotated(__annotations__))
# Prints: 7 1

# Case: function
def seven():
    size: Point = 7
    return size


print(seven())
# Prints: 7

# Case: class
# Stands with: class_definition
class Box:
    size: Point = 7


show(annotations_of(Box))
# Prints: 1
