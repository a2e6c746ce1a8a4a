# The name is bound once, with the last result: until then it still has its old value.

def f(x):
    return "old", x


def decorator(n):
    print("evaluated", f(n))

    def apply(function):
        print("applied", f(n), function(n))
        return function
    return apply


@decorator(1)
def f(x):
    return "new", x


print(f(2))
