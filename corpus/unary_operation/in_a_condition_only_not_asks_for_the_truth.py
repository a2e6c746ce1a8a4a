# In a condition `not` asks for the truth of what follows it; `-`, `+` and `~` take its value.

class Value:
    def __init__(self, name, truth):
        self.name, self.truth = name, truth

    def __bool__(self):
        print("bool", self.name)
        return self.truth

    def __neg__(self):
        print("neg", self.name)
        return 0

    __pos__ = __invert__ = __neg__


yes, no = Value("yes", True), Value("no", False)
if -(yes and no):
    print("never")
if not (yes and no):
    print("not")
while +(no or yes):
    print("never")
print(1 if ~(no if no else yes) else 2)
if -(no or not no) != 0 and -(1 < 2 < 3):
    print("minus one")
try:
    assert +(no or yes), "zero"
except AssertionError as error:
    print(error)
