"""An operation inside another, however deep, asks each operand once, also where a later operand binds a name."""
# Changed in: Python 3.12, 3.14


class Probe:
    def __init__(self, name, truth):
        self.name, self.truth = name, truth

    def __bool__(self):
        print("asked", self.name)
        return self.truth


yes, no = Probe("yes", True), Probe("no", False)
value = (1 and yes or no) and not (bound := no)
print(value, bound.name)
value = (yes and no or yes) or (bound := 1)
print(value.name, bound.name)
(no or yes and no) or (bound := yes)
print(bound.name)
for a in (yes, no):
    for b in (yes, no):
        for c in (yes, no):
            value = ((a or (b or c) and (c and b or a)) and b) or (bound := c)
            print(value.name, bound.name)
