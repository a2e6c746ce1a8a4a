# The name of a handler may be `nonlocal`: then the variable of the function around is bound, and unbound at the end.

def outer():
    value = 1

    def bind():
        nonlocal value
        try:
            raise KeyError
        except KeyError as value:
            while isinstance(read(), KeyError):
                print(2)
                return 3

    def read():
        return value

    print(value)
    print(bind())
    try:
        print(value)
    except NameError:
        print(4)
    value = 5
    print(read())


outer()
# prints: 1 2 3 4 5
