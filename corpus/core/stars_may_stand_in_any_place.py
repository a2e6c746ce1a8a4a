# Several arguments of a call may have a star, and stand anywhere among the others.

def tuple_of(*items):
    return items


print(*tuple_of(1, 2), 3, *tuple_of(), *tuple_of(4, 5), 6)
# prints: 1 2 3 4 5 6
