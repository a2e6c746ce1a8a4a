# A generator sees variables of the function around as they are when it runs, and binds them with `nonlocal`.

def outer():
    value = 1

    def numbers():
        nonlocal value
        yield value
        yield value
        value = 4
        yield 5

    generator = numbers()
    value = 2
    print(next(generator))
    value = 3
    print(next(generator))
    print(next(generator), value)


outer()
# prints: 2 3 5 4
