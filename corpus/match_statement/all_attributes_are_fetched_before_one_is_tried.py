# A class pattern fetches its attributes from left to right, stops where one is missing, and tries them after that.

class Point:
    __match_args__ = ("x", "y")

    def __getattr__(self, name):
        print("get", name)
        if name == "missing":
            raise AttributeError(name)
        return name


match Point():
    case Point("no", y="y"):
        print("no")
    case Point("x", "no", z="z"):
        print("no")
    case Point("x", missing=_, z=_):
        print("no")
    case Point(a, b, z=("z" | "no") as c):
        print("yes", a, b, c)
