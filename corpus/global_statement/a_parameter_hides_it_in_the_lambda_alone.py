# A lambda or comprehension that has a variable of the name hides the global inside, and nowhere else.


def f():
    global x, y
    g = lambda x: x + 1
    x = 10
    h = [y for y in (1, 2)]
    y = 20
    return g(1), h, x, y


print(f())
print(x, y)
x, y = 3, 4


def read():
    global x, y
    parts = (lambda x: x)(5), [y for y in (6,)], x, y
    return parts


print(read())
