# A function with a `yield` anywhere is a generator function, also if it is never reached; one around it is not.

def empty():
    while 0:
        yield 1


def outer():
    def inner():
        yield 2

    return inner


def after_return():
    return
    yield 3


print(0, *empty())
print(1, *after_return())
print(*outer()())
# prints: 0 1 2
