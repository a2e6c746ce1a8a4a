def f():
    n = 1
    g = (n * m for m in (1, 2))
    first = next(g)
    n = 5
    return first, next(g)


print(f())
