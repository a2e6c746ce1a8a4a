# A call without a value gives `None`, which is false and is not 0; a `return` of a call inside gives nothing to its caller.

def nothing():
    0


def early():
    return
    return 1


def inside():
    ask(1)


def ask(value):
    while isinstance(value, int):
        return 1
    while value:
        return 2
    return 3


print(ask(nothing()), ask(early()), ask(inside()), ask(0), ask(print))
# prints: 3 3 3 1 2
