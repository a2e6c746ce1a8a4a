# A target in brackets is the target itself; with a comma it is unpacked.

class Box:
    pass


box = Box()
(a) = 1
((b)) = (c) = 2
(box.x) = 3
(items) = [0, 0]
(items[0]) = 4
(d, (e), (f,)) = 5, 6, [7]
(a) += 10
for (n) in (8, 9):
    pass
del (b), (d, e)
print(a, c, box.x, items, f, n, "b" in globals(), "d" in globals())
