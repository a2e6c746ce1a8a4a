# Storing and deleting call __setattr__ and __delattr__ of the type, or what a descriptor says.

class Loud:
    def __setattr__(self, name, value):
        print("set", name, value)

    def __delattr__(self, name):
        print("del", name)

    @property
    def fixed(self):
        return 1


loud = Loud()
loud.x = loud.y = 5
loud.fixed = 6
del loud.x, loud.nothing
print(loud.fixed, vars(loud))
try:
    object.__setattr__(loud, "fixed", 7)
except AttributeError:
    print("AttributeError")
