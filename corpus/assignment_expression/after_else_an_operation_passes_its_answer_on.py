# An `and` or `or` after `else` was asked already when the operation around asks; one before `if` is asked again.

class Loud:
    def __init__(self, name, truth):
        self.name, self.truth = name, truth

    def __bool__(self):
        print("asked", self.name)
        return self.truth

    def __repr__(self):
        return self.name


no, yes = Loud("no", False), Loud("yes", True)
print(([] if no else (yes or no)) and 1)
print(((yes or no) if yes else []) and 1)
print(((no and yes) if yes else (yes or no)) or 1)
print(((no and yes) if no else 2 if no else (no and yes)) or ((yes or no) if yes else 1) and 3)
print(not ((no and yes) if no else (yes or no)))
print(((no and yes) if no else (no and yes)) or (bound := yes), bound)
([] if no else (yes or no)) and not (no or 1)
if ([] if no else (yes or no)) and 1:
    print("done")
