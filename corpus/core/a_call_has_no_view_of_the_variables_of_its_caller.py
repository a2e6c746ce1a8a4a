# A function sees the names of the module around it, and not the variables of the function that calls it.

number = 1


def read():
    return number


def caller(number):
    return read()


print(caller(2))
# prints: 1
