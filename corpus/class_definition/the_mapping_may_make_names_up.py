# Names that the body reads come from the mapping first, so __missing__ can give names that nobody bound.

class Words(dict):
    def __missing__(self, name):
        if name.startswith("__") or name in ("print", "len"):
            raise KeyError(name)
        self[name] = len(self)
        return self[name]


class Meta(type):
    @classmethod
    def __prepare__(metaclass, name, bases):
        return Words()


class Colour(metaclass=Meta):
    red
    green
    print(len("ab"), red < green)


print(Colour.green - Colour.red)
