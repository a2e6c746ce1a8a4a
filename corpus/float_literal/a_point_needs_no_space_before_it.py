# A word may stand right before a number that starts with a point.

a = 1


def first(a):
    assert.5, a
    if.0:
        return.1
    while.25:
        return.75


print(a or.1, a and.1, a in(.1,), a is not.1, not.1, [n for n in(.5,)if.1], a if.1else.5, first(1))
print((lambda:.5)(), [*map(lambda n:n or.5, [0])], .5.real or.1, 1if.1.imag else.5j)
