# Case: <
seven = 7
show(seven < 2, 2 < seven)
# Prints: 0 1

# Case: <=
seven = 7
show(seven <= 2, 2 <= seven)
# Prints: 0 1

# Case: ==
seven = 7
show(seven == 2, 2 == seven)
# Prints: 0 0

# Case: !=
seven = 7
show(seven != 2, 2 != seven)
# Prints: 1 1

# Case: >
seven = 7
show(seven > 2, 2 > seven)
# Prints: 1 0

# Case: >=
seven = 7
show(seven >= 2, 2 >= seven)
# Prints: 1 0

# Case: is
seven = 7
show(seven is seven, seven is none)
# Prints: 1 0

# Case: is not
seven = 7
show(seven is not seven, seven is not none)
# Prints: 0 1

# Case: in
show(1 in numbers(1, 2), 3 in numbers(1, 2))
# Prints: 1 0

# Case: not in
show(1 not in numbers(1, 2), 3 not in numbers(1, 2))
# Prints: 0 1
