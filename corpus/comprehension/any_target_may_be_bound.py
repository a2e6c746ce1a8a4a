# The target may be unpacked, starred, an attribute or a subscript, evaluated at each turn.

class Box:
    pass


box, items = Box(), [0, 0]
print([(a, b, c) for a, (b, *c) in [(1, "xyz"), (2, "w")]])
print([box.value * 2 for box.value in (1, 2, 3)], box.value)
print([items[:] for items[0] in (5, 6)], items)
print([k + v for k, v in {"a": "b"}.items()])
