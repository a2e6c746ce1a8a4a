# Each `next` goes on behind the last `yield`, with the variables that the generator had.

def numbers(value):
    mine = 2
    yield value
    print(mine)
    value = 3
    yield value
    mine = 4
    yield mine


generator = numbers(1)
print(next(generator))
print(next(generator))
print(next(generator))
# prints: 1 2 3 4
