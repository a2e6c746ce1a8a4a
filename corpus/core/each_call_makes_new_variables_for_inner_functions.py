# Functions from two calls share nothing, even if one call runs inside the other.

def outer(first, *rest):
    def inner():
        return first

    while rest:
        below = outer(*rest)
        print(inner(), below())
        return inner
    return inner


print(outer(1, 2, 3)())
# prints: 2 3 1 2 1
