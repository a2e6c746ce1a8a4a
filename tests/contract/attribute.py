# Case: get
print(thing.size)
# Prints: 7

# Case: set
thing.size = 8
show(value_in(thing))
# Prints: 8

# Case: delete
# Stands with: delete_statement
thing.size = 8
del thing.size
show(value_in(thing))
# Prints: 0

# Case: method
print(thing.plus(3))
# Prints: 10
