# A function that declares a name `nonlocal` has no variable of this name; those inside it share the same one, too.

def outer():
    number = 1

    def middle():
        nonlocal number

        def inner():
            nonlocal number
            number = 3

        number = 2
        print(number)
        inner()
        print(number)
        return inner

    middle()
    print(number)


outer()
# prints: 2 3 3
