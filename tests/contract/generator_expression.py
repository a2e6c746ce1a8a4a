# Case: generator
show(listed(same(number) for number in numbers(1, 2)))
# Prints: 1,2

# Case: condition
show(listed(number for number in numbers(0, 1, 2) if number))
# Prints: 1,2

# Case: nested
show(listed(same(inner) for outer in numbers(1, 2) for inner in numbers(outer, 3)))
# Prints: 1,3,2,3
