# What a method of an inner class stores is an attribute of that one, and not of the class around it.
# Plain: kinds, from Python 3.13 on

class Outer:
    def __init__(self):
        self.mine = 1

        def later():
            self.later = 2

    class Inner:
        def __init__(self):
            self.inner = 3

        class Innermost:
            def run(self):
                self.innermost = 4

    def make(self):
        class Local:
            def run(self):
                self.local = 5

        return Local


for each in (Outer, Outer.Inner, Outer.Inner.Innermost, Outer().make()):
    print(each.__name__, sorted(getattr(each, "__static_attributes__", ())))
