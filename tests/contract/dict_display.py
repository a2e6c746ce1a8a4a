# Case: items
show({1: 2, 3: 4})
# Prints: 1:2,3:4

# Case: empty
show({})
# Prints: -

# Case: merged
show({1: 2, **mapping(3, 4)})
# Prints: 1:2,3:4,7:7

# Case: no mapping
try:
    {**7}
except TypeError:
    print(1)
# Prints: 1
