# Each operand but the last is asked for its truth once; the last one not at all.

class Loud:
    def __init__(self, name, truth):
        self.name, self.truth = name, truth

    def __bool__(self):
        print("asked", self.name)
        return self.truth

    def __repr__(self):
        return self.name


no, yes, last = Loud("no", False), Loud("yes", True), Loud("last", True)
print(no and last)
print(yes and last)
print(no or last)
print(yes or last)
print(yes and yes and no and last)
