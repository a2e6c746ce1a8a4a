# What a star takes may go to an attribute, to an item, or be unpacked again.

class Box:
    pass


box, items = Box(), [0, 0]
first, *box.rest = "abc"
print(first, box.rest)
*items[1], last = range(4)
print(items, last)
one, *[two, *three] = 1, 2, 3, 4
print(one, two, three)
for n, *(m, k) in [(1, 2, 3), "abc"]:
    print(n, m, k)
