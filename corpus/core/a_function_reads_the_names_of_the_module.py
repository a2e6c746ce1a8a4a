# A function that does not bind a name reads that of the module.

number = 1


def read():
    return number


def read_through():
    return read()


print(read(), read_through())
# prints: 1 1
