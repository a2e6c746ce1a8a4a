# A function inside another reads its variables and its parameters, and those of the module behind them.

def outer(parameter):
    number = 2

    def inner():
        return three_of(number, parameter, other)

    return inner()


def three_of(a, b, c):
    print(a, b, c)
    return b


number = 0
other = 3
print(outer(1))
# prints: 2 1 3 1
