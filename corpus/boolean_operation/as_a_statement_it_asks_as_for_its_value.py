# As a statement it is evaluated like a value that nobody takes: a comparison chain that has failed is asked again.

class Answer:
    def __init__(self, name, value):
        self.name, self.value = name, value

    def __bool__(self):
        print("asked", self.name)
        return self.value

    def __lt__(self, other):
        return Answer(self.name + other.name, self.value < other.value)


yes, no = Answer("yes", True), Answer("no", False)
(yes < no < yes) or yes
yes and not (yes < no < yes) and no
not (no and yes) and yes
((no and yes) if yes else no) or yes
no or yes and not (yes < no < yes)
