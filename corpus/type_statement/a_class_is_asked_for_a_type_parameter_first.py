# Where CPython finds a type parameter of an alias in a class, it asks the class for that name first.
# Needs: Python 3.12
class C:
    T = 1

    type Alias[T] = T
    type Other[V] = V
    print(Alias.__value__, Other.__value__ is Other.__type_params__[0])
    type Again[T] = T
    del T


T = 3
print(C.Again.__value__)


class Private:
    type Alias[__T] = __T


print(Private.Alias.__value__ is Private.Alias.__type_params__[0])


class Late:
    type Alias[T] = T
    T = 4


print(Late.Alias.__value__)
