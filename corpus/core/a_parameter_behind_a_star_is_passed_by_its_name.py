# What stands behind a parameter with a star can only be passed by name.

def show(first, *items, last):
    print(first, len(items), last)


show(1, last=2)
show(1, 3, 4, last=2)
show(last=5, first=6)
# prints: 1 0 2 1 2 2 6 0 5
