# Stands with: subscription
# Case: get
show(numbers(1, 2, 3)[1:2], numbers(1, 2, 3)[1:], numbers(1, 2, 3)[::2])
# Prints: 2 2,3 1,3

# Case: set
items = numbers(1, 2, 3)
items[1:] = numbers(7)
show(items)
# Prints: 1,7

# Case: delete
# Stands with: subscription, delete_statement
items = numbers(1, 2, 3)
del items[1:]
show(items)
# Prints: 1
