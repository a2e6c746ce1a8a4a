# `def` binds a name like `=`: in a function it is a variable of the function, and the last one counts.

def value():
    return 1


def function():
    def value():
        return 2

    print(value())

    def value():
        return 3

    return value()


print(function())
print(value())
value = 4
print(value)
# prints: 2 3 1 4
