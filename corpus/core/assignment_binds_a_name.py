# `name = value` binds the name; the name is then an expression that has this value.

one = 1
two = 2
print(one)
print(two, one)
# prints: 1 2 1
