# A parameter with one star gets the positional arguments that no other takes, as a tuple.

def count(*items):
    return len(items)


def others(first, *items):
    return len(items)


print(count(), count(7), count(7, 8, 9))
print(others(7), others(7, 8, 9))
# prints: 0 1 3 0 2
