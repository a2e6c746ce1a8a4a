# For: Python 3.11
# Case: function
def same[T](value):
    return value


show(same(7), type_parameters_of(same))
# Prints: 7 1

# Case: bound
def same[T: Point](value):
    return value


show(same(7), type_parameters_of(same), bound_of(same))
# Prints: 7 1 1

# Case: constraints
def same[T: (Point, Problem)](value):
    return value


show(same(7), type_parameters_of(same))
# Prints: 7 1

# Case: tuple of variables
def same[*Ts](value):
    return value


show(same(7), type_parameters_of(same))
# Prints: 7 1

# Case: specification
def same[**P](value):
    return value


show(same(7), type_parameters_of(same))
# Prints: 7 1

# Case: default
def same[T = Point](value):
    return value


show(same(7), type_parameters_of(same), default_of(same))
# Prints: 7 1 1

# Case: class
# Stands with: class_definition, pass_statement
class Box[T]:
    pass


show(type_parameters_of(Box))
# Prints: 1
