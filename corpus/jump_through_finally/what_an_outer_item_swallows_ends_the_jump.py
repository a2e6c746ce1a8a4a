"""If leaving the inner item of a `with` raises and the outer one swallows that, the `return` is forgotten."""


class Manager:
    def __init__(self, name, fails=False):
        self.name, self.fails = name, fails

    def __enter__(self):
        return self.name

    def __exit__(self, kind, *rest):
        print("leave", self.name, kind and kind.__name__)
        if self.fails:
            raise ValueError(self.name)
        return True


def returns():
    with Manager("a"), Manager("b", fails=True) as name:
        return name
    return "after"


def breaks():
    for n in range(2):
        with Manager("c"), Manager("d"), Manager("e", fails=True):
            break
        print("still there", n)
    else:
        return "ended"
    return "left"


def continues():
    for n in range(2):
        with Manager("f"), Manager("g", fails=True):
            continue
        print("not skipped", n)


print(returns())
print(breaks())
continues()
