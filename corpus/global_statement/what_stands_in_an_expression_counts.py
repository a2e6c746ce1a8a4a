# In a lambda, a comprehension or a generator expression the name is that of the module too, to read and to bind.

x = y = "module's"


def outer():
    x = y = "outer's"

    def f():
        global x, y
        first = [x + n for n in "ab" if x], (lambda a=x: a + x)(), list(x for _ in "c")
        [y := y + n for n in "de"]
        any((x := x + n) == m for n in "fg" for m in [lambda: x])
        own = [x for x in "h"], (lambda x: [x for _ in "i"])("j"), {y: [y for y in x] for x in [y]}
        return first, own

    def g():
        return f(), x

    return g(), y


print(outer(), x, y)


def seen_through():
    z = "outer's"

    def f():
        global z

        def g():
            return [z for _ in "ab"], (lambda: z)()

        return g

    return f()(), z


z = "module's"
print(seen_through())
