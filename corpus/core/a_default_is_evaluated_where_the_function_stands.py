# A default is evaluated among the names around the function, anew each time that `def` runs.

a = 1


def make(b):
    def made(a=b, b=a):
        return keep(a, b)

    return made


def keep(a, b):
    print(a, b)


make(2)()
first = make(3)
second = make(4)
first()
second()
first()
# prints: 2 1 3 1 4 1 3 1
