# What is sent is bound when the generator goes on, to a variable of the function around if the name is `nonlocal`.

def outer():
    number = 1

    def echo():
        nonlocal number
        number = yield number
        print(number)
        number = yield number

    generator = echo()
    number = 2
    print(next(generator))
    print(getattr(generator, min(dict(send=0)))(3))
    print(number)


outer()
# prints: 2 3 3 3
