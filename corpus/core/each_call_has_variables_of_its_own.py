# A call that runs inside another of the same function does not change its variables.

def keep(value, other):
    mine = value
    other()
    return mine


def nothing():
    0


def inside():
    print(keep(2, nothing))


print(keep(1, inside))
# prints: 2 1
