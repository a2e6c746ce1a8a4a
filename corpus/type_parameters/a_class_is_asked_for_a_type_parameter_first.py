# Where CPython finds a type parameter of a definition in a class, it asks the class for that name first.
# Needs: Python 3.12
class C:
    T = 1
    U = 2

    type Alias[T] = T
    type Other[V] = V
    print(Alias.__value__, Other.__value__ is Other.__type_params__[0])

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

    del T


T = 3
print(C.Alias.__value__)


class Private:
    type Alias[__T] = __T


print(Private.Alias.__value__ is Private.Alias.__type_params__[0])


class Late:
    type Alias[T] = T
    T = 4


print(Late.Alias.__value__)
