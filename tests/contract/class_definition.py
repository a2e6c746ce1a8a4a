# Case: method
class Seven:
    def __call__(self):
        return 7


print(Seven()())
# Prints: 7

# Case: names
class Box:
    one = 1
    two = same(one)

show(attributes_of(Box))
# Prints: 2,1,1

# Case: base
class Trouble(Problem):
    two = 2


try:
    raise Trouble
except Problem:
    print(1)
# Prints: 1

# Case: metaclass
class Box(metaclass=Meta):
    two = 2


show(attributes_of(Box))
# Prints: 2,5,2

# Case: keywords
class Box(Registering, number=7):
    two = 2


show(attributes_of(Box))
# Prints: 3,7,2

# Case: super
# Stands with: class_definition, attribute
class Box(Adding):
    def __init__(self, number):
        super().__init__(number)


show(value_in(Box(7)))
# Prints: 8

# Case: __class__
class Box:
    def __call__(self):
        return __class__


show(is_class_of(Box()(), Box()))
# Prints: 1

# Case: early __class__
class Box(Calling):
    def called(self):
        return __class__


print(1)
# Prints: 1

# Case: in a function
def make(number):
    class Box:
        size = number

        def __call__(self):
            return number

    return Box


print(make(7)()())
# Prints: 7

# Case: generic base
class Box(Entry):
    two = 2


show(attributes_of(Box))
# Prints: 3,2

# Case: a variable around
def make():
    number = 1

    class Box:
        nonlocal number
        number = 2

    return number


print(make())
# Prints: 2
