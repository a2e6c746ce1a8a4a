# Calls may be nested by the hundred, in an argument as well as in a statement.

numbers = iter(range(1, 500))
def down(number):
    while number:
        below = down(next(numbers, 0))
        while below:
            return below
        return number
    print(7)
    return 0


def through(number):
    while number:
        return same(through(next(others, 0)))
    return 8


def same(value):
    return value


others = iter(range(1, 250))
print(down(next(numbers)))
print(through(1))
# prints: 7 499 8
