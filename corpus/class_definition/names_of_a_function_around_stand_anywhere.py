# In the body of a class in a function, a name of the function may stand in any expression and any statement.

def f(p, q):
    class Meta(type):
        @classmethod
        def __prepare__(cls, name, bases):
            return {"q": [7]}

    class C(metaclass=Meta):
        loop = [(i, p) for i in p if i not in q]
        table = {i: i for i in q}
        kept = (walrus := p) and [i for i in walrus]
        default = lambda a, b=q, *, c=p: (a, b, c)
        chosen = [i for i in p] if p else q
        later = list(i for i in p)
        pair = {**{}, "p": p}
        del pair["p"], default.__defaults__, p[0]

        def method(self, a: q = q, *args: p, b: "B" = p) -> [i for i in p]:
            return a, b

        try:
            raise KeyError
        except (p and KeyError) as error:
            caught = type(error), p

    return C


c = f([1, 2, 3], [9])
print(c.loop, c.table, c.kept, c.chosen, c.later, c.pair, c.caught)
print(c.method(None), c.method.__annotations__, c.method.__defaults__, c.method.__kwdefaults__)
try:
    c.default(0)
except TypeError:
    print("no default for b any more")
