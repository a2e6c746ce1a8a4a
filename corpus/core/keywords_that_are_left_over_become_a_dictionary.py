# A parameter with two stars gets the keyword arguments that no other takes, as a dictionary.

def count(**names):
    return len(names)


def others(a, *items, b=2, **names):
    print(a, len(items), b, len(names))


print(count(), count(a=1), count(a=1, b=2, names=3))
others(1, c=3)
others(4, 5, 6, d=7, b=8, e=9, items=10)
# prints: 0 1 3 1 0 2 1 4 2 8 3
