# `nonlocal` takes several names; it may also stand in a loop, and counts for the whole function.

def outer():
    a = 1
    b = 2
    c = 3
    d = 7

    def bind():
        nonlocal a, b
        a = 4
        b = 5
        c = 6
        while 1:
            nonlocal d
            d = 8
            return c

    print(bind())
    print(a, b, c, d)


outer()
# prints: 6 4 5 3 8
