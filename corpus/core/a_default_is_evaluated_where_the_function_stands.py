# A default is evaluated among the names around the function, anew each time that `def` runs.

one = 1


def make(value):
    def made(a=value, b=one):
        print(a, b)

    return made


make(2)()
first = make(3)
second = make(4)
first()
second()
first()
# prints: 2 1 3 1 4 1 3 1
