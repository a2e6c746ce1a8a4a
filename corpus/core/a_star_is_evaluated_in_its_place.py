# The order of evaluation is from left to right with stars, too.

def tuple_of(*items):
    return items


def tell(value):
    print(value)
    return value


print(tell(1), *tuple_of(tell(2), tell(3)), tell(4))
# prints: 1 2 3 4 1 2 3 4
