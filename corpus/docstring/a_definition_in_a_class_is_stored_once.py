# Documentation, annotations and the kind of a function are there when the namespace gets the function.
# Plain: namespace, kinds

class Mapping(dict):
    def __getitem__(self, name):
        print("get", name)
        return dict.__getitem__(self, name)

    def __setitem__(self, name, value):
        if name[:2] != "__":
            print("set", name, value.__doc__, value.__annotations__)
        dict.__setitem__(self, name, value)


class Meta(type):
    @classmethod
    def __prepare__(mcs, name, bases):
        return Mapping()


class C(metaclass=Meta):
    def f(self):
        "Text."

    def g(self, a: "b") -> "c":
        "Other text."
