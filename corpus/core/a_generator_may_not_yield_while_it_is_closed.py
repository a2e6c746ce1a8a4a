# A generator that answers `close` with another `yield` makes it a RuntimeError.

def stubborn():
    try:
        yield 1
    except GeneratorExit:
        yield 9


generator = stubborn()
print(next(generator))
try:
    getattr(generator, min(dict(close=0)))()
except RuntimeError:
    print(2)
# prints: 1 2
