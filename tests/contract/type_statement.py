# For: Python 3.11
# Case: alias
type Alias = Point
show(is_point(value_of(Alias)))
# Prints: 1

# Case: generic
type Alias[T] = T
show(type_parameters_of(Alias))
# Prints: 1

# Case: of an argument
# Stands with: subscription
type Alias[T] = T
Alias[Point]
print(1)
# Prints: 1
