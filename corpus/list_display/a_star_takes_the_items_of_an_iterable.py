# The items of an iterable behind a star stand in its place; anything else is a TypeError.

def numbers(n):
    for i in range(n):
        yield i


print([*numbers(2), "a", *numbers(3)], [*"bc", *()], [*{1: 2}], [*[*[5]]], [*(numbers(1))])
for nothing in (5, None):
    try:
        [1, *nothing]
    except TypeError:
        print("TypeError")
