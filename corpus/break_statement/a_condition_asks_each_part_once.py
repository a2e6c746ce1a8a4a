# The condition of a loop that is left by break asks each operand once at each turn, and none that doesn't matter.

class Answer:
    def __init__(self, name, value):
        self.name, self.value = name, value

    def __bool__(self):
        print("asked", self.name)
        return self.value

    def __lt__(self, other):
        return Answer(self.name + other.name, self.value < other.value)


yes, no = Answer("yes", True), Answer("no", False)
while no and yes:
    break
while no < yes < yes:
    break
else:
    print("not less")
while not (no or yes):
    break
while yes and no or yes:
    break
else:
    print("never")
while (yes and no) if no else no:
    break
