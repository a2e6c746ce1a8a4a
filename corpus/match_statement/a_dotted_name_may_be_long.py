# The name of a value, of a key or of a class may have several dots; each attribute is looked up in turn.

class Told:
    def __init__(self, **parts):
        vars(self).update(parts)

    def __getattribute__(self, name):
        if not name.startswith("_"):
            print("look up", name)
        return object.__getattribute__(self, name)


outer = Told(inner=Told(one=1, kind=str))


def found(subject):
    match subject:
        case outer.inner.one:
            return "one"
        case {outer.inner.one: x}:
            return x
        case outer.inner.kind():
            return "text"
    return "nothing"


for subject in (1, {1: 2}, "a", 3):
    print(found(subject))
