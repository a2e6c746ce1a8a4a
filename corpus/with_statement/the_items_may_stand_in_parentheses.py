# Several items may stand in parentheses, over several lines, with a comma after the last.
# Needs: Python 3.10

class Manager:
    def __init__(self, name):
        print("made", name)
        self.name = name

    def __enter__(self):
        print("enter", self.name)
        return self.name

    def __exit__(self, *details):
        print("exit", self.name)


with (Manager("a") as a, Manager("b"), Manager("c") as [c]):
    print(a, c)
with (
    Manager("d") as d,  # with a comment
    # on a line of its own
    Manager("e") as e,
):
    print(d, e)
with (Manager("f"),):
    print("one item, no tuple")
with (Manager("g") as g): print(g)
with (Manager("h")), (Manager("i")) as (i):
    print(i)
