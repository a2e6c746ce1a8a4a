# A function that calls itself has the variables of its own call when the inner one has returned.

def down(first, *rest):
    print(first)
    while rest:
        value = down(*rest)
        print(first, len(rest))
        return value
    return first


print(down(1, 2, 3))
# prints: 1 2 3 2 1 1 2 3
