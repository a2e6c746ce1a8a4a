# ... is an expression: a statement of its own, an index, a value.

class Show:
    def __getitem__(self, key):
        return key


def f(): ...


class C: ...


...
x = ...
print(f(), C.__name__, x, Show()[...], Show()[..., 1], [..., None], not ..., f"{...}")
