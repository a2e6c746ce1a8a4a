# If the generator handles what is thrown and ends, `throw` raises StopIteration, with the value that is returned.

def numbers():
    try:
        yield 1
    except KeyError:
        return 2


generator = numbers()
print(next(generator))
try:
    getattr(generator, min(dict(throw=0)))(KeyError())
except StopIteration as stop:
    print(getattr(stop, min(dict(value=0))))
# prints: 1 2
