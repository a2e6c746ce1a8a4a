# The target may be a subscript or an attribute; its parts are evaluated at every turn.

class Box:
    pass


def box():
    print("box")
    return kept


kept = Box()
numbers = [9, 9, 9]
for box().value in "ab":
    print(kept.value)
i = 0
for numbers[i] in (4, 5, 6):
    i = (i + 1) % 3
print(numbers)
