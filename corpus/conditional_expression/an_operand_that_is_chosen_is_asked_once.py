# What is chosen as an operand is asked for its truth once, though it is the value of such an operation itself.

class Answer:
    def __init__(self, name, value):
        self.name, self.value = name, value

    def __bool__(self):
        print("asked", self.name)
        return self.value


yes, no = Answer("yes", True), Answer("no", False)
one, two = Answer("one", True), Answer("two", False)

result = (one if no else yes and (two if no else one)) and two
print(result.name)
result = (one if no else yes and (two if yes else one)) or two
print(result.name)
result = (one if yes else yes and (two if no else one)) or two
print(result.name)
