# Differs: in the core the error of fetching `throw` is raised in the delegating generator, and ends it.

class Items:
    def __iter__(self):
        return self

    def __next__(self):
        return 1

    @property
    def throw(self):
        raise KeyError


def outer():
    yield from Items()


generator = outer()
next(generator)
try:
    generator.throw(ValueError)
except KeyError:
    print("KeyError")
print(next(generator, "ended"))
