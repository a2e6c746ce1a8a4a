# Negative numbers may stand wherever an expression may, also as index, key, default and bound.

def f(n=-1, *, m=-2.5):
    return n, m


items = [1, 2, 3]
items[-1] = -3
items[-2] -= -5
print(f(), f(-7), items, {-1: -2}, {-1}, (-1,), range(3, -1, -1)[-1], -items[-1], f"{-1:+}")
while items[0] > -1:
    items[0] -= 1
print(items)
