# When a generator has ended, `next` raises StopIteration, each time; nothing of it runs again.

def one():
    yield 1
    print(2)


generator = one()
print(next(generator))
try:
    next(generator)
except StopIteration:
    print(3)
try:
    next(generator)
    print(9)
except StopIteration:
    print(4)
print(next(generator, 5))
# prints: 1 2 3 4 5
