# Positional-only, ordinary, collected, keyword-only and collected by name: in this order, with defaults.

def show(a, b=2, /, c=3, *items, d, e=5, **names,):
    print(a, b, c, len(items), *items, d, e, len(names))


def tuple_of(*items):
    return items


show(1, d=4)
show(1, 6, 7, 8, 9, d=4, f=0)
show(*tuple_of(1, 2), *tuple_of(3, 4), e=6, d=7, a=8)
# prints: 1 2 3 0 4 5 0 1 6 7 2 8 9 4 5 1 1 2 3 1 4 7 6 1
