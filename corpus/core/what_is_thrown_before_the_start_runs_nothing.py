# An exception that is thrown before the generator has begun is raised at once: nothing of it runs, and it has ended.

def numbers():
    try:
        print(9)
        yield 8
    except KeyError:
        yield 7


generator = numbers()
try:
    getattr(generator, min(dict(throw=0)))(KeyError())
except KeyError:
    print(1)
print(2, *generator)
# prints: 1 2
