# If the body raises, there is no class: the name keeps what it had, and the names of the body are gone.

C = "old"
try:
    class C:
        x = 1
        print(x, C)
        1 / 0
except ZeroDivisionError as error:
    print(C, "x" in globals(), error.__context__)


def f():
    try:
        class D:
            raise KeyError("body")
    except KeyError:
        pass
    try:
        return D
    except NameError as error:
        return type(error).__name__


print(f())
