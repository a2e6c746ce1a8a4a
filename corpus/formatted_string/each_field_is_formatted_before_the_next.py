# A field is evaluated, then its specification, then it is formatted; then comes the next field.

class Loud:
    def __init__(self, name):
        self.name = name
        print("evaluated", name)

    def __format__(self, specification):
        print("formatted", self.name, repr(specification))
        return self.name


def width():
    print("width")
    return 7


print(f"{Loud('a')}-{Loud('b'):>{width()}}-{Loud('c'):}")
