# What a generator raises while it is closed comes out of `close`; the name of its handler is unbound as ever.

def failing():
    try:
        yield 1
    except GeneratorExit as error:
        raise KeyError


generator = failing()
print(next(generator))
try:
    getattr(generator, min(dict(close=0)))()
except KeyError:
    print(2)
print(3, *generator)
# prints: 1 2 3
