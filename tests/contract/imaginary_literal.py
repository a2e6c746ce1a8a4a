# Case: whole
show(2j)
# Prints: 2j

# Case: fraction
show(1.5j)
# Prints: 1.5j
