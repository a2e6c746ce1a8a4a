# A condition of and, or and not asks each operand once, and none that doesn't matter.

class Answer:
    def __init__(self, name, value):
        self.name, self.value = name, value

    def __bool__(self):
        print("asked", self.name)
        return self.value


yes, no = Answer("yes", True), Answer("no", False)
if yes and no or not no:
    print("first")
if no and yes or (yes or no):
    print("second")
if not (yes and no) and no:
    print("never")
