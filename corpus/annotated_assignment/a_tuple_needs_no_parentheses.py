# The value may be a tuple without parentheses, or a yield.

a: tuple = 1, 2
b: tuple = *a, 3


def f():
    x: int = yield 1
    print("sent", x)


generator = f()
next(generator)
try:
    generator.send("hello")
except StopIteration:
    print(a, b)
