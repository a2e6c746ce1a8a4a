# A generator is an iterator, and its own: it can be iterated once.

def numbers():
    yield 1
    yield 2
    yield 3


print(*numbers())
generator = numbers()
print(next(iter(generator)))
print(*generator)
print(0, *generator)
# prints: 1 2 3 1 2 3 0
