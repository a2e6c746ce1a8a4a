# The fields of all pieces are evaluated and formatted from left to right.

class Loud:
    def __init__(self, name):
        self.name = name
        print("made", name)

    def __format__(self, specification):
        print("formatted", self.name)
        return self.name + specification


print(f"{Loud('a')}" "-" f"{Loud('b'):!}" f"{Loud('c')}")
