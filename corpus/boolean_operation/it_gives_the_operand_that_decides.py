# and and or give one of their operands, not a truth value.

print(0 and 1, 1 and 2, [] or "x", "a" or "b", None or 0, 0 or None, 1 and [] and 2)
print(0 or [] or {}, 1 and 2 and 3, 0 and 1 or 2, 1 or 0 and 2, (1 or 0) and 2, not 0 or 5)
items = []
print((items or None) is None, (items and 1) is items)
