# Case: value
print((7))
# Prints: 7
