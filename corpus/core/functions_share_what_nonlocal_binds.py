# What one function binds with `nonlocal`, its brothers see, and the function around; each call has its own.

def pair():
    value = 1

    def write(new):
        nonlocal value
        value = new
        return read()

    def read():
        return value

    return tuple_of(write, read)


def tuple_of(*items):
    return items


def second(a, b):
    return b


def first(a, b):
    return a


one = pair()
two = pair()
print(first(*one)(2))
print(second(*one)(), second(*two)())
print(first(*two)(3))
print(second(*one)(), second(*two)())
# prints: 2 2 1 3 2 3
