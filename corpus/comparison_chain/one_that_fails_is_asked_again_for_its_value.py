# Where its value is wanted, the truth of a result that ends it is asked again; as a condition it is not.

class Answer:
    def __init__(self, name, value):
        self.name, self.value = name, value

    def __bool__(self):
        print("asked", self.name)
        return self.value

    def __lt__(self, other):
        return Answer(self.name + other.name, self.value < other.value)


yes, no = Answer("yes", True), Answer("no", False)
print(((yes < no < yes) or yes).name)
print(((yes < no < yes) and yes).name)
print(not (yes < no < yes))
if (yes < no < yes) or not (yes < no < yes):
    print("condition")
