# What is called may be the value of a call; it is evaluated before the arguments.

def tell(value):
    print(value)
    return value


def choose():
    print(1)
    return tell


choose()(2)
print(choose()(tell(3)))
# prints: 1 2 1 3 3 3
