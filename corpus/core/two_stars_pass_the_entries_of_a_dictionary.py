# `**names` in a call passes each entry as a keyword argument; several may stand in a call.

def show(a, b=2, *, c=3):
    print(a, b, c)


def pass_on(*items, **names):
    show(*items, **names)


pass_on(1)
pass_on(b=4, a=5)
pass_on(6, c=7)
# prints: 1 2 3 5 4 3 6 2 7
