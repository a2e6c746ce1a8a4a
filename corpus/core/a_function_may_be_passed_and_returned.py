# Functions are values: arguments, results, variables.

def apply(function, value):
    return function(value)


def first():
    def made(value):
        return value

    return made


def one(value):
    return 1


print(apply(one, 5), apply(first(), 2))
apply(print, 3)
# prints: 1 2 3
