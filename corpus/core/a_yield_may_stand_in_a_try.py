# A `yield` may stand in `try`; what is raised after it finds the handlers that are around it.

def numbers(kind):
    try:
        yield 1
        raise kind
        yield 9
    except KeyError:
        print(2)


print(*numbers(KeyError))
generator = numbers(ValueError)
print(next(generator))
try:
    next(generator)
except ValueError:
    print(3)
# prints: 2 1 1 3
