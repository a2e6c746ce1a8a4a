# Each result but the last is asked for its truth, once; the last only by a condition.

class Answer:
    def __init__(self, name, truth):
        self.name, self.truth = name, truth

    def __bool__(self):
        print("asked", self.name)
        return self.truth


class N:
    def __init__(self, name, truth=True):
        self.answer = Answer(name, truth)

    def __lt__(self, other):
        return self.answer


print((N("a") < N("b") < N("c")).name)
print((N("a", False) < N("b") < N("c")).name)
if N("d") < N("e") < N("f"):
    print("condition")
if not N("g", False) < N("h") < N("i"):
    print("not")
