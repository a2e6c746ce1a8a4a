# After return, yield and in, and as an index, a tuple needs no brackets, even with a star in it.

def f(x):
    yield x, 1
    yield *x, 2
    return x, *x


def g(x):
    return x, *x


table = {(1, 2): "index"}
for item in 1, "two", 3:
    print(item)
print(list(f("z")), g("a"), table[1, 2])
