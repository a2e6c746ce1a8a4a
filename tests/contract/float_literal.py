# Case: decimal
print(1.5)
# Prints: 1.5

# Case: exponent
print(1e100)
# Prints: 1e+100

# Case: large
print(1e400)
# Prints: inf
