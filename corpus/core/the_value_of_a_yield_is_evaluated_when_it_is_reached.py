# What is sent may be bound to any variable, a shared one, too; the value behind `yield` is evaluated before.

def tell(value):
    print(value)
    return value


def outer():
    def echo():
        nonlocal number
        number = yield tell(number)
        number = yield tell(number)

    number = 1
    generator = echo()
    number = 2
    print(next(generator))
    print(getattr(generator, min(dict(send=0)))(3))
    print(number)


outer()
# prints: 2 2 3 3 3
