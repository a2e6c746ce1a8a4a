# The length is asked first; then the keys are evaluated and fetched, and only then the values are tried.

class Space:
    def __getattr__(self, name):
        print("key", name)
        return name


class Mapping(dict):
    def __len__(self):
        print("len")
        return super().__len__()

    def get(self, key, default=None):
        print("get", key)
        return super().get(key, default)


space = Space()
match Mapping(a=1, b=2):
    case {space.a: 0, space.b: 0, space.c: 0}:
        print("no")
    case {space.a: 0, space.b: 2}:
        print("no")
    case {space.z: 0, space.b: 2}:
        print("no")
    case {space.a: x, "b": 2, **rest}:
        print("yes", x, rest)
