# A star without a name collects nothing; behind it, parameters with and without defaults may stand in any order.

def show(a, *, b=2, c, d=4):
    print(a, b, c, d)


show(1, c=3)
show(d=5, c=6, a=7)
show(1, c=3, b=8)
# prints: 1 2 3 4 7 2 6 5 1 8 3 4
