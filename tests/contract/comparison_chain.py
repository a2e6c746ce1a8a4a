# Stands with: comparison
# Case: chain
two = 2
show(1 < two < 3, 1 < two < 2, 2 < two < 3)
# Prints: 1 0 0

# Case: condition
again = 1
while 0 < again < 2:
    again = 2
    print(1)
# Prints: 1
