# Variables of an inner function, its parameters and the names of keywords do not make variables of the function around.

a = 1
b = 2
c = 3


def outer():
    def inner(a):
        b = 4
        return tuple_of(a, b)

    def tuple_of(*items, c=5):
        return items

    print(a, b, c)
    print(*inner(a=6))
    print(len(tuple_of(c=7)))
    print(a, b, c)


outer()
# prints: 1 2 3 6 4 0 1 2 3
