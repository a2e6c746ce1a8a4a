# Names in the body have the values of the moment of the call; a default keeps that of the making.

late = [lambda: n for n in range(3)]
kept = [lambda n=n: n for n in range(3)]
print([f() for f in late], [f() for f in kept])


def counter():
    n = 0
    get = lambda: n
    for n in range(5):
        pass
    return get


x = "old"
g = lambda: x
x = "new"
print(counter()(), g())
