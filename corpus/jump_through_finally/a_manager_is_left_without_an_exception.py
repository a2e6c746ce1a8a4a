# A jump out of with calls __exit__ with three times None, and its result means nothing.

class Manager:
    def __init__(self, name):
        self.name = name

    def __enter__(self):
        return self.name

    def __exit__(self, *details):
        print("exit", self.name, details)
        return True


def f(way):
    for n in range(2):
        with Manager("a"), Manager("b") as b:
            if way == "break":
                break
            if way == "continue":
                continue
            return b
    return "end"


for way in ("break", "continue", "return"):
    print(way, f(way))
