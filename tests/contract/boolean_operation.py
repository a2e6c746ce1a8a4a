# Case: and
print(1 and 7, 0 and 7)
# Prints: 7 0

# Case: or
print(0 or 7, 1 or 7)
# Prints: 7 1

# Case: condition
one = 1
while one and same(one):
    one = 0
    print(1)
# Prints: 1
