# In a class a private alias is stored under its mangled name, and called what it was; so are its type parameters.
# Needs: Python 3.12
# Plain: kinds, up to Python 3.11

class Holder:
    type __Hidden[__T] = (__T, __other)
    __other = "class"
    print(__Hidden.__value__, __Hidden.__type_params__[0].__name__)

    def get(self):
        type __Local = self.__other
        return self.__Hidden, __Local


print([name for name in vars(Holder) if "Hidden" in name])
hidden, local = Holder().get()
print(hidden, hidden.__name__, local, local.__value__)
