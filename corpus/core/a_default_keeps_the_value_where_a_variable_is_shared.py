# A default keeps the value that the variable had at `def`; the body sees the variable as it is now.

def outer():
    number = 1

    def inner(before=number):
        print(before, number)

    inner()
    number = 2
    inner()
    inner(3)


outer()
# prints: 1 1 1 2 3 2
