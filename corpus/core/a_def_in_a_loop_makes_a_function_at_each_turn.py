# `def` may stand in a loop: each turn makes another function, with the defaults of that turn; no turn makes none.

def tuple_of(*items):
    return items


def show(first, *rest):
    print(first())
    while rest:
        return show(*rest)


functions = tuple_of()
numbers = iter(range(1, 4))
number = next(numbers, 0)
while number:
    def made(before=number):
        return before

    functions = tuple_of(*functions, made)
    number = next(numbers, 0)
while number:
    def show():
        0
show(*functions)
# prints: 1 2 3
