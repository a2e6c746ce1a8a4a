# __getattribute__ is asked first; __getattr__ only if that, or a property, raises AttributeError.

class C:
    found = 1

    def __getattr__(self, name):
        return "made up " + name

    @property
    def fails(self):
        raise AttributeError

    @property
    def breaks(self):
        raise KeyError


c = C()
print(c.found, c.missing, c.fails, hasattr(C, "missing"))
try:
    c.breaks
except KeyError:
    print("KeyError")
c.missing = "set"
print(c.missing)
