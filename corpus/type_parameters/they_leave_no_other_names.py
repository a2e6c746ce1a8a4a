# Nothing of them is left in the namespace around, nor in what `locals()` shows.
# Needs: Python 3.12
# Plain: namespace

def function[T: missing](argument: T = 1):
    return sorted(locals())


class Box[T: missing]:
    def method[U](self):
        return sorted(locals())

    shown = [name for name in locals() if not name.startswith("__")]


print(function(), Box().method(), Box.shown)
print([name for name in globals() if not name.startswith("__")])
print([name for name in vars(Box) if not name.startswith("__")])


def around():
    def inner[V](): pass
    class Class[W]: pass
    return sorted(locals())


print(around())
