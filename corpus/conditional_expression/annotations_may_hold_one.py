# The value is evaluated and stored first, then the annotation; in a function the annotation is not evaluated.
# Changed in: Python 3.14

def show(value):
    print("shown", value)
    return value


class Store(dict):
    pass


store = Store()
x: (show("annotation") if show(1) else show(2)) = show(3)
y: (show("annotation") if show(0) else show(4))
store[show("key")]: (show("annotation") if show(1) else show(2)) = show(5)
show(store)[show("another")]: (show("annotation") if show(1) else show(2))
show(store).attr: show(int) = show(6) if show(0) else show(7)
print(x, store, store.attr, __annotations__)


def f(wanted):
    class C:
        z: (show("annotation") if wanted else show("none")) = 1
        store[0]: (show(1) if wanted else show(2)) = 2

    print(C.__annotations__, C.z)
    z: (show("never") if show("nor this") else 0) = show(8) if wanted else show(9)
    store[show(1) if wanted else show(2)]: (show("never") if wanted else 0)
    return z


print(f(1), f(0), store)
