# Without brackets a yield takes everything on its right, a tuple too; its own brackets end it.

def f(*a):
    x = yield 1, 2
    y = yield *a, x
    z = (yield 1) + 1 if (yield y or 5) else 2
    yield lambda: z


generator = f("s")
print(next(generator), generator.send(3), generator.send(0), generator.send(True), generator.send(7)())
