# Case: get
print(numbers(7, 8)[1])
# Prints: 8

# Case: set
items = numbers(1, 2)
items[1] = 7
show(items)
# Prints: 1,7

# Case: delete
# Stands with: delete_statement
items = numbers(1, 2)
del items[1]
show(items)
# Prints: 1

# Case: tuple
print(pairs[1, 2])
# Prints: 3
