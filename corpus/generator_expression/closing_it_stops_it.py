# A closed generator gives nothing more, and lets its iterator go.

def numbers():
    try:
        yield 1
        yield 2
    finally:
        print("numbers closed")


generator = (n * 2 for n in numbers())
print(next(generator))
generator.close()
print("closed", next(generator, "nothing"))
generator = (n for n in (1, 2))
try:
    generator.throw(KeyError("thrown"))
except KeyError:
    print(next(generator, "nothing"))
