# Parentheses that are part of the first item only group: a call, a condition, `:=`, `yield`.
# Needs: Python 3.10
# Hosts before Python 3.11 lack the TypeError for what is no context manager.
# Plain: kinds

class Manager:
    def __init__(self, name):
        self.name = name

    def __enter__(self):
        print("enter", self.name)
        return self

    def __exit__(self, *details):
        print("exit", self.name)

    def other(self):
        return Manager(self.name + "'")


with (Manager("a")).other(), (Manager("b") if Manager else None) as b, (c := Manager("c")):
    print(b.name, c.name)
with ((Manager("d")), (Manager("e") or None) as e):
    print(e.name)
with (f := Manager("f")), Manager("g"):
    print(f.name)


def generator():
    with (yield "first"), (yield "second") as second:
        yield second.name


steps = generator()
print(next(steps), steps.send(Manager("h")), steps.send(Manager("i")))
steps.close()
try:
    with (Manager("j"), Manager("k")) as pair:
        print("no")
except (TypeError, AttributeError) as error:
    print(type(error).__name__)
