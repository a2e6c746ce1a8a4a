# In the function a type parameter may be hidden, by a local or by a declaration.
# Needs: Python 3.12
# Plain: kinds, up to Python 3.11

T = "module"


def local[T]():
    T = 1
    return T


def declared[T](a: T):
    global T
    before = T
    T = "changed"
    return before


def comprehension[T]():
    return [T for T in range(2)], T


print(local(), declared(1), T, comprehension())
