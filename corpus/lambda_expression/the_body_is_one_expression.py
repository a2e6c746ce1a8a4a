# The body reaches as far to the right as an expression does, but not over a comma.

f = lambda n: n if n else lambda: "nested"
pair = lambda n: n, "second"
print(f(1), f(0)(), pair[1], pair[0](3))
print((lambda a: lambda b: a or b and a)(0)(5), [*map(lambda n: n * 2, (1, 2)), 3])
print(sorted("bca", key=lambda c: -ord(c)), {"k": lambda: 1}["k"](), (lambda: (1, 2))())
