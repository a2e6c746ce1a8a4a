# Case: values
def kind(subject):
    match subject:
        case 1 | 2:
            return 10
        case 3 as three:
            return three
        case other:
            return other


print(kind(2), kind(3), kind(4))
# Prints: 10 3 4

# Case: guard
def kind(subject):
    match subject:
        case 1 if subject:
            return 10
        case _:
            return 20


print(kind(1), kind(2))
# Prints: 10 20

# Case: constants
def kind(subject):
    match subject:
        case None:
            return 10
        case _:
            return 20


print(kind(none), kind(1))
# Prints: 10 20

# Case: sequences
def kind(subject):
    match subject:
        case [1, second]:
            return second
        case [first, *rest]:
            return rest
        case _:
            return 20


show(kind(numbers(1, 2)), kind(numbers(3, 4, 5)), kind(7))
# Prints: 2 4,5 20

# Case: mappings
def kind(subject):
    match subject:
        case {1: value}:
            return value
        case {2: value, **rest}:
            return rest
        case _:
            return 20


show(kind(mapping(1, 10)), kind(mapping(2, 20)), kind(7))
# Prints: 10 7:7 20

# Case: attributes
def kind(subject):
    match subject:
        case Point(x=1, y=second):
            return second
        case _:
            return 20


print(kind(Point(1, 2)), kind(Point(2, 3)), kind(7))
# Prints: 2 20 20

# Case: positions
def kind(subject):
    match subject:
        case Point(1, second):
            return second
        case _:
            return 20


print(kind(Point(1, 2)), kind(Point(2, 3)), kind(7))
# Prints: 2 20 20

# Case: classes
def kind(subject):
    match subject:
        case Point():
            return 10
        case _:
            return 20


print(kind(Point(1, 2)), kind(7))
# Prints: 10 20

# Case: no class
def kind(subject):
    match subject:
        case none():
            return 10


try:
    kind(7)
except TypeError:
    print(1)
# Prints: 1

# Case: keys
keys = Point(1, 2)


def kind(subject):
    match subject:
        case {keys.x: value}:
            return value
        case _:
            return 20


print(kind(mapping(1, 10)), kind(7))
# Prints: 10 20
