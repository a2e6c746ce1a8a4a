# In a call the attribute is looked up before the arguments are evaluated.

class C:
    def f(self, *arguments):
        print("old")


def change():
    C.f = print
    c.f = lambda *arguments: print("new")
    return 1


c = C()
c.f(change())
c.f(2)
try:
    c.missing(print("never"))
except AttributeError:
    print("AttributeError")
