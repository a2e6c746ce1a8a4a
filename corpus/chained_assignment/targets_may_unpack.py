# Each target is unpacked on its own; an iterator is used up by the first.

a, b = c = d, *e = "xyz"[:2]
print(a, b, c, d, e)
first, *rest = [left] = [5]
print(first, rest, left)
try:
    f, g = h, = iter([1, 2])
except ValueError:
    print(f, g, "and nothing left for h")
