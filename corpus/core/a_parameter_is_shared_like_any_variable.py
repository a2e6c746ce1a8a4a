# Inner functions share parameters, too, collected ones among them, and see them bound anew.

def outer(a, b=2, *items, c=3, **names):
    def inner():
        print(a, b, len(items), c, len(names))

    inner()
    a = 4
    c = 5
    items = names
    inner()


outer(1)
outer(1, 6, 7, 8, c=9, d=0)
# prints: 1 2 0 3 0 4 2 0 5 0 1 6 2 9 1 4 6 1 5 1
