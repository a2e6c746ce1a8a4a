# A generator that is running cannot be asked for a value: that is a ValueError, and it goes on.

def asking():
    try:
        next(generator)
    except ValueError:
        yield 1
    yield 2


generator = asking()
print(next(generator))
print(next(generator))
# prints: 1 2
