# What stands behind a star may be anything that can be iterated: a range, an iterator, which is used up by it.

def tuple_of(*items):
    return items


print(*range(3))
print(5, *range(6, 8))
numbers = iter(tuple_of(1, 2, 3))
print(next(numbers))
print(*numbers)
print(0, *numbers)
# prints: 0 1 2 5 6 7 1 2 3 0
