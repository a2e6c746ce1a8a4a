# Case: items
show({1, 2})
# Prints: 1,2

# Case: star
show({1, *numbers(2, 3)})
# Prints: 1,2,3
