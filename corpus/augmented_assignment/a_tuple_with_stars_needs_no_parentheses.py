# From Python 3.9 on the tuple without parentheses may have stars in it; the target is read before it is made.

def told(value):
    print("evaluated", value)
    return value


items = [0]
items += *told("ab"), told(1)
told(items)[:1] += *told("c"),
print(items)
