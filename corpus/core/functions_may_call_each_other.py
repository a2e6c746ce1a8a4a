# Two functions may call each other: the one that stands first finds the other when it runs.

def even(*items):
    while items:
        return odd(*but_first(*items))
    return 1


def odd(*items):
    while items:
        return even(*but_first(*items))
    return 0


def but_first(first, *rest):
    return rest


print(even(), even(7), even(7, 7), even(7, 7, 7))
print(odd(), odd(7), odd(7, 7), odd(7, 7, 7))
# prints: 1 0 1 0 0 1 0 1
