# Fields are expressions of the scope around: calls, displays, lambdas in brackets, nested strings, a walrus.

def f(x):
    table = {"k": x}
    return f"{table['k']} {x * 2} {[n for n in range(x)]} {(lambda: x)()} {'a' if x else 'b'} {f'<{x}>'} {x,}"


print(f(2))
print(f"{(y := 5)} {y} {'%d' % y} {'{}'.format(y)} { {1: 2}[1] } {y!r:}")
print(f"", f"plain", f'''two
lines {y
}''')


def g():
    got = f"{(yield 1)}-{(yield 2)}"
    yield got


generator = g()
print(next(generator), generator.send("a"), generator.send("b"))
