# A := in the body binds a local of the lambda.

n = "outside"
f = lambda a: [n := a * 2, n + 1]
print(f(5), n)


class C:
    n = "class"
    g = lambda self, m=n: (m, n)


print(C().g())
