# True is 1 and False is 0, and they count as such everywhere.

print(True + True, -True, False * 5, [10, 20][True], sum([True, False, True]), True == 1.0, "ab"[False])
print(True < 2, True and 0, False or "x", isinstance(True, int), f"{True:d} {True}", {1: "a"}[True])
