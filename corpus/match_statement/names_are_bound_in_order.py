# The names of a pattern are bound from left to right, those of alternatives in the order of the first.

class Names(dict):
    def __setitem__(self, name, value):
        if not name.startswith("__"):
            print(name, "=", value)
        super().__setitem__(name, value)


class Meta(type):
    @classmethod
    def __prepare__(cls, name, bases):
        return Names()


class Body(metaclass=Meta):
    match {"k": [1, 2], "l": 3, "m": 4}:
        case {"k": [b, a] as both, "l": c, **rest} as whole:
            done = True
    match [1, [2, 3]]:
        case (b, [a, str() as c]) | [c, (a, b)]:
            done = False
