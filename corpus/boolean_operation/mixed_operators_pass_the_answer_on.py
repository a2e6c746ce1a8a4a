# In a value of mixed operators, whether an operand that decides twice is asked twice is up to the version.
# Changed in: Python 3.12, 3.14

class Loud:
    def __init__(self, name, truth):
        self.name, self.truth = name, truth

    def __bool__(self):
        print("asked", self.name)
        return self.truth

    def __repr__(self):
        return self.name


no, yes, last = Loud("no", False), Loud("yes", True), Loud("last", True)
print((no and yes) or last)
print((yes or no) and last)
print(not (no and yes), not (no or yes))
print((no and yes) and last)
