# In a condition the truth of each operand that is reached is asked once, that of the whole not again.

class Loud:
    def __init__(self, name, truth):
        self.name, self.truth = name, truth

    def __bool__(self):
        print("asked", self.name)
        return self.truth


no, yes = Loud("no", False), Loud("yes", True)
if yes and no:
    print("never")
elif no or yes:
    print("or")
print("--")
while not (yes and yes and (no or no)):
    break
print("--", 1 if not no and yes else 2)
assert no or not no
print([n for n in "a" if no or yes])
