# Where CPython finds a type parameter of a definition in a class, it asks the class for that name first.
# Needs: Python 3.12
# Hosts before Python 3.9 lack subscripts of builtin types.
class C:
    U = 2

    def bounded[T: U, U](x):
        return x

    print(bounded.__type_params__[0].__bound__)

    def captured[U](x: U):
        return U

    print(captured.__annotations__["x"], captured(0) is captured.__type_params__[0])

    class Inner[U](list[U]):
        def parameter(self):
            return U

    print(Inner.__orig_bases__[0], Inner().parameter() is Inner.__type_params__[0])
