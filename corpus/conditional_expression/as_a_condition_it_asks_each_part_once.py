# Where only its truth is wanted, an operation in one of its branches asks each operand once.

class Answer:
    def __init__(self, name, value):
        self.name, self.value = name, value

    def __bool__(self):
        print("asked", self.name)
        return self.value

    def __lt__(self, other):
        return Answer(self.name + other.name, self.value < other.value)


yes, no = Answer("yes", True), Answer("no", False)
if (no and yes) if yes else yes:
    print("never")
while not (no if no else yes < no < yes):
    print("once")
    break
print([n for n in (1, 2) if (yes if no else no < yes < yes)])
assert not ((no and yes) if yes else (yes or no))
