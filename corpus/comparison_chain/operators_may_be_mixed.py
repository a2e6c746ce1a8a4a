# All comparisons can be linked, in, is and their opposites too, and needn't go in one direction.

a, items = 2, [1, 2, 3]
b = a
print(1 < a in items, 1 < a not in items, a in items is items, a in items is not None)
print(1 != a == 2.0 >= b is a, 3 > a < 5 != 4, "a" in "abc" in ["abc", "d"], not 1 < a < 3)
