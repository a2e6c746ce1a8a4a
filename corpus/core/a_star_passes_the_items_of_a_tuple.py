# `*items` in a call passes each item as an argument; of an empty tuple, none.

def show(*items):
    print(*items)


def second(a, b, c):
    return b


def pass_on(*items):
    return second(*items)


def tuple_of(*items):
    return items


show(1)
show(1, 2, 3)
print(pass_on(4, 5, 6))
print(7, *tuple_of(8, 9))
# prints: 1 1 2 3 5 7 8 9
