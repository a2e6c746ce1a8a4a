# `nonlocal` takes several names; it may also stand in a loop, and counts for the whole function.

def outer(a, b, c):
    def bind():
        nonlocal a, b
        a = 4
        b = 5
        c = 6
        while 1:
            nonlocal d
            d = 8
            return c

    d = 7
    print(bind())
    print(a, b, c, d)


outer(1, 2, 3)
# prints: 6 4 5 3 8
