# `nonlocal` binds the variable of the call that made the function, even while further calls of the same are running.

def outer(value, hand):
    def bind():
        nonlocal value
        value = 3

    while hand:
        hand()
        print(value)
        return value
    print(outer(2, bind), value)


outer(1, 0)
# prints: 2 2 3
