# `nonlocal` may name a parameter, a collected one, too.

def outer(value, *items, **names):
    def bind():
        nonlocal value, items, names
        value = items
        items = 1
        names = 2

    bind()
    print(*value, items, names)


outer(0, 3, 4, a=5)
# prints: 3 4 1 2
