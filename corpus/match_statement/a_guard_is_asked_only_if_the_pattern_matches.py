# The guard comes after the pattern, once, and only its truth counts.

class Loud:
    def __init__(self, truth):
        self.truth = truth

    def __bool__(self):
        print("asked", self.truth)
        return self.truth


for x in 1, 2, "a":
    match x:
        case int() if Loud(False):
            print("never")
        case 2 if Loud(True):
            print("two")
        case _ if Loud(False) or Loud(x == "a"):
            print("default")
        case rest:
            print("rest", rest)
