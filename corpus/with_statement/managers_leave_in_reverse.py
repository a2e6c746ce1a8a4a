# Several items nest: each later one is made and entered inside the earlier ones.

class Manager:
    def __init__(self, name, swallows=False):
        print("make", name)
        self.name, self.swallows = name, swallows

    def __enter__(self):
        print("enter", self.name)
        return self.name

    def __exit__(self, kind, error, traceback):
        print("exit", self.name, kind and kind.__name__)
        return self.swallows


with Manager("a", True) as a, Manager("b", True) as b, Manager(a + b) as c:
    print(a, b, c)
    raise KeyError
with Manager("d", True), Manager(1 / 0):
    print("never")
print("after")
