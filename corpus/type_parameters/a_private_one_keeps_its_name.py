# A private type parameter is called what it was; in a class header its variable is mangled for that class.
# Needs: Python 3.13
# Hosts before Python 3.9 lack subscripts of builtin types.
# Python 3.12 mangles the names behind a generic class for that class, too; that was a mistake.
# Plain: kinds, up to Python 3.11

class Box[__T: __Bound](list[__T]):
    found = __T

    def method[__U: __T](self, a: __T, b: __U):
        return __T, __U

    def __hidden[T](self):
        return T

    class __Class[T]:
        pass

    print(__hidden.__name__, __Class.__name__, __Class.__qualname__)


__Bound = "module"
print(Box.__type_params__, Box.__orig_bases__, Box.found, Box().method(1, 2))
print(Box.method.__type_params__[0].__bound__, Box.method.__annotations__)
print(sorted(name for name in vars(Box) if name.startswith("_Box")))
try:
    print(Box.__type_params__[0].__bound__)
except NameError as error:
    print(error)
