# The names of the clauses are the generator's, even while it is suspended.

x = "global"
generator = (x for x in "ab")
next(generator)
print(x)


def f():
    n = 1
    generator = (n * m for m in range(1, 3))
    first = next(generator)
    n = 5
    m = "f's"
    return first, next(generator), m


print(f())
