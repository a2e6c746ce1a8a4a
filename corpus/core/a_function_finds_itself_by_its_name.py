# A function that calls its own name calls what that is bound to when it runs, which may be another function.

def same(value):
    while value:
        return same(0)
    return 1


first = same
print(same(5))


def same(value):
    return 2


print(first(5), first(0))
# prints: 1 2 1
