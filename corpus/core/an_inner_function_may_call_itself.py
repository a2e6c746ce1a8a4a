# The name of an inner function is a variable of the function around, and the inner function finds itself by it.

def outer(*items):
    def down(first, *rest):
        while rest:
            return down(*rest)
        return first

    return down(*items)


def down(*items):
    return 9


print(outer(1), outer(1, 2, 3))
# prints: 1 3
