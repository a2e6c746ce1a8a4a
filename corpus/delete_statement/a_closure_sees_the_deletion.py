# Deleting a variable that is shared unbinds it for every function that has it.

def f():
    shared = 1

    def read():
        try:
            return shared
        except NameError:
            return "unbound"

    def remove():
        nonlocal shared
        del shared

    print(read())
    remove()
    print(read())
    shared = 2
    print(read())


f()
