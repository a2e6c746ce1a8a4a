# `subject == value`, with the subject on the left, and the truth of the result is asked once.

class Answer:
    def __init__(self, truth):
        self.truth = truth

    def __bool__(self):
        print("truth")
        return self.truth


class Subject:
    def __eq__(self, other):
        print("subject ==", other)
        return Answer(other == "b")


match Subject():
    case "a":
        print("a")
    case 1 | -1.5 | 2 + 3j | b"x" | "b":
        print("b")
