# Two generators of one function may run in turns, each at its own place.

def numbers(value):
    other = value
    yield value
    value = 8
    yield other
    yield value


first = numbers(1)
second = numbers(2)
print(next(first), next(second))
print(next(first), next(first))
print(next(second))
print(*second)
# prints: 1 2 1 8 2 8
