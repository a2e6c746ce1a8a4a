# Each time a definition runs, it gets type parameters of its own.
# Needs: Python 3.12

def make(n):
    def function[T: n](a: T):
        return T

    class Box[T: n]:
        pass

    return function, Box


first, second = make(1), make(2)
for a, b in zip(first, second):
    (T,), (U,) = a.__type_params__, b.__type_params__
    print(T is U, T == U, T.__bound__, U.__bound__)
print(first[0](1) is first[0].__type_params__[0])
