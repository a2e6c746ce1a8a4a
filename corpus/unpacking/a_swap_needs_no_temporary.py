# The right side is complete before anything is bound.

a, b, c = 1, 2, 3
a, b, c = c, a, b
print(a, b, c)
items = [1, 2]
items[0], items[1] = items[1], items[0]
print(items)
