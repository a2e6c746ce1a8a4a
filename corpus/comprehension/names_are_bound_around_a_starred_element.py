# `:=` after a star binds in the scope around; the variables belong to the comprehension.
# Needs: Python 3.15

i = "outer"
print([*(last := [i, i + 1]) for i in (0, 2)], last, i)


def function():
    made = [*(found := [i]) for i in range(3)]
    return made, found, {**(table := {i: i}) for i in range(2)}, table


class C:
    pairs = [*i for i in ((1, 2), (3,))]
    table = {**i for i in ({1: 2},)}


print(function(), C.pairs, C.table)
