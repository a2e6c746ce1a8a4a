# With `nonlocal` an assignment binds the variable of the function around, and not one of its own.

def outer():
    number = 1

    def bind():
        nonlocal number
        number = 2
        print(number)

    print(number)
    bind()
    print(number)


number = 3
outer()
print(number)
# prints: 1 2 2 3
