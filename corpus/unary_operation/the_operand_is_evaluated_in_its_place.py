# The operand is evaluated and the operation done before what stands right of it.

class Loud:
    def __init__(self, name):
        print("made", name)
        self.name = name

    def __neg__(self):
        print("neg", self.name)
        return self.name

    def __invert__(self):
        print("invert", self.name)
        return self.name


print([-Loud("a"), ~Loud("b")], -Loud("c") + -Loud("d"))
