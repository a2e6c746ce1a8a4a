# A `yield` in a loop gives one value at each turn, and the loop may have no end.

def numbers(*items):
    rest = iter(items)
    number = next(rest, 0)
    while number:
        yield number
        number = next(rest, 0)


def for_ever(value):
    while 1:
        while value:
            yield value
            value = 0
        yield 5
        yield 6


print(*numbers(1, 2, 3))
generator = for_ever(4)
print(next(generator), next(generator), next(generator), next(generator), next(generator))
# prints: 1 2 3 4 5 6 5 6
