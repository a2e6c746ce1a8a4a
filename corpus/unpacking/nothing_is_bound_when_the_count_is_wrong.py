# The whole iterable is taken apart before any name is bound.

a = b = "old"
for items in ([1], [1, 2, 3], []):
    try:
        a, b = items
    except ValueError:
        print(a, b)
try:
    a, b = 5
except TypeError:
    print(a, b)
