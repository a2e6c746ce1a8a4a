# A call of a function with `yield` runs nothing of it; `next` runs it up to its `yield`, whose value it gives.

def numbers():
    print(2)
    yield 3
    print(9)


generator = numbers()
print(1)
print(next(generator))
# prints: 1 2 3
