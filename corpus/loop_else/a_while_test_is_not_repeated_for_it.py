# The test that ends a while is evaluated once, not again for its else.

class Answer:
    def __init__(self, value):
        self.value = value

    def __bool__(self):
        print("asked", self.value)
        return self.value


answers = [Answer(False), Answer(True)]
while answers.pop():
    print("suite")
else:
    print("else", len(answers))
