# close, or a thrown GeneratorExit, closes the inner iterator and then raises GeneratorExit outside.

class Numbers:
    def __iter__(self):
        return self

    def __next__(self):
        return 1

    def close(self):
        print("close")

    def throw(self, *details):
        print("never")


def outer(iterable):
    try:
        yield from iterable
    except GeneratorExit:
        print("outer")
        raise


generator = outer(Numbers())
next(generator)
generator.close()
generator = outer(Numbers())
next(generator)
try:
    generator.throw(GeneratorExit)
except GeneratorExit:
    print("GeneratorExit came out")
