# Only the level that fails is undone: names to the left of a nested pattern stay bound.

a = b = c = d = "old"
try:
    a, (b, c), d = 1, (2,), 3
except ValueError:
    print(a, b, c, d)
