# Names of the body are not in scope in methods, lambdas and nested classes, except in their defaults.

x = "global"


class C:
    x = "class"

    def method(self, default=x):
        return x, default

    function = lambda: x

    class Inner:
        seen = x

    items = [x for _ in range(1)] + [c for c in x[:2]]


print(C().method(), C.function(), C.Inner.seen, C.items)
