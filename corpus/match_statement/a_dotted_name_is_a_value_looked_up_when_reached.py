# A dotted name is compared with; it is looked up each time the pattern is reached, and no earlier.

class Space:
    def __getattr__(self, name):
        print("look up", name)
        return len(name)


space = Space()


def kind(x):
    match x:
        case space.a | space.bb:
            return "short"
        case [space.ccc, _]:
            return "pair"
        case {space.key: v}:
            return "mapping", v


print(kind(1))
print(kind(2))
print(kind([3, 0]), kind([4, 0]))
print(kind({3: "v"}))
