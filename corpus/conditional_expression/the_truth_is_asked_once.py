# The condition is asked for its truth once, and so are operands of and, or and not in it.

class Loud:
    def __init__(self, truth):
        self.truth = truth

    def __bool__(self):
        print("asked")
        return self.truth


no, yes = Loud(False), Loud(True)
print(1 if no else 2)
print(1 if yes and no else 2)
print(1 if not (no or yes) else 2)
if yes if yes else no:
    print("condition in a condition")
