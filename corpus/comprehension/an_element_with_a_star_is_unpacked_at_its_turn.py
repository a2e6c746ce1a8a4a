# Each element is iterated to its end before the loop goes on.
# Needs: Python 3.15

class Items:
    def __init__(self, name):
        print("made", name)
        self.name = name

    def __iter__(self):
        print("iterated", self.name)
        yield self.name
        print("ended", self.name)


def names():
    for name in "ab":
        print("next")
        yield name
    print("done")


print([*Items(name) for name in names()])
print({*Items(name) for name in "c"})
