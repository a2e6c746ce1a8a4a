# A star may stand behind a keyword argument; its items are positional, and come first.

def tuple_of(*items):
    return items


def show(a, b, c):
    print(a, b, c)


show(c=3, *tuple_of(1, 2))
show(1, c=3, *tuple_of(2))
# prints: 1 2 3 1 2 3
