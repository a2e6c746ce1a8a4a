# In the suite of a case only the names that the pattern bound hold on to the subject.
# Plain: release

class Loud:
    __match_args__ = ("part",)

    def __init__(self, name):
        self.name = name

    @property
    def part(self):
        return Loud("part of " + self.name)

    def __del__(self):
        print("gone:", self.name)


def run(case):
    match Loud(case):
        case Loud(name="literal"):
            print("suite")
        case Loud(Loud(name="x") | Loud(name="part of inner") as kept) if case == "inner":
            print("suite")
            del kept
            print("after del")
        case Loud(name="whole") as whole:
            print("suite")
            whole = None
            print("after whole")
        case _:
            print("default")
    print("end")


for case in "literal", "inner", "whole", "other":
    run(case)
