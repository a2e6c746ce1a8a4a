# A display makes a new list each time it is evaluated, even where list means something else.

list = None


def f(kept=[]):
    made = []
    made.append(1)
    kept.append(1)
    return made, kept


f()
print(f(), [] is [], [[]] * 2, [].__class__.__name__)
