# Each time the right side is evaluated first, and nothing is bound if there are too many items or too few.

counted = iter(range(1000))


def rows():
    n = next(counted)
    print("row", n)
    return [n * 10 + k for k in range(6)] if n % 2 else (f"{n}{k}" for k in range(6))


def told(*values):
    print(*values)


def many(wrong):
    a, b, c, d, e, f = rows()
    told(a, b, c, d, e, f)
    a, b, c, d, e, f = rows()
    told(a, b, c, d, e, f)
    a, b, c, d, e, f = rows()
    told(a, b, c, d, e, f)
    a, b, c, d, e, f = rows()
    told(a, b, c, d, e, f)
    a, b, c, d, e, f = rows()
    told(a, b, c, d, e, f)
    a, b, c, d, e, f = rows()
    told(a, b, c, d, e, f)
    a, b, c, d, e, f = rows()
    told(a, b, c, d, e, f)
    a, b, c, d, e, f = rows()
    told(a, b, c, d, e, f)
    for k in range(2):
        a, b, c, d, e, f = (k, *"abcde")
        told(a, b, c, d, e, f)
    try:
        a, b, c, d, e, f = wrong
    except ValueError:
        told("not bound", a, b, c, d, e, f)
    del c
    try:
        print(c)
    except UnboundLocalError:
        print("c is unbound")
    a, b, c, d, e, f = f, e, d, c_or(5), b, a
    return a, b, c, d, e, f


def c_or(value):
    return value


print(many("1234567"))
print(many("12345"))
