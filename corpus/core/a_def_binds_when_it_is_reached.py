# A function is not there above its `def`, in a function as in a module.

def outer():
    try:
        print(inner())
    except NameError:
        print(1)

    def inner():
        return 2

    print(inner())


outer()
outer()
try:
    later()
except NameError:
    print(3)


def later():
    return 4


print(later())
# prints: 1 2 1 2 3 4
