# A star passes the items of its tuple; those that are tuples stay whole.

def tuple_of(*items):
    return items


def count(*items):
    return len(items)


nested = tuple_of(1, tuple_of(2, 3, 4))
print(count(nested), count(*nested), count(0, *nested))
# prints: 1 2 3
