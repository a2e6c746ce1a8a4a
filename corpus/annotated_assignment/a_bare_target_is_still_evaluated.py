# Without a value, the object and index of the target are evaluated, but nothing is stored or looked up.

class Box:
    def __setattr__(self, name, value):
        print("set", name, value)

    def __getattr__(self, name):
        print("never")


def say(n, value):
    print(n)
    return value


def f():
    say("object", Box()).name: int
    say("list", [])[say("index", 5)]: int
    say("second", Box()).name: int = say("first", 1)


f()
