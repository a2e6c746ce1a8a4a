# Case: two
one = two = 7
print(one, two)
# Prints: 7 7
