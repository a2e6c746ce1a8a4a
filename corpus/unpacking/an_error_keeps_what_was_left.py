# Differs: items that were not yet stored live in a frame as long as the traceback of the store that failed; CPython lets them go.

class Item:
    def __init__(self, n):
        self.n = n

    def __del__(self):
        print("let go", self.n)


class Refusing:
    def __setattr__(self, name, value):
        raise KeyError


def unpack(target):
    target.x, target.y, target.z = (Item(n) for n in range(3))


try:
    unpack(Refusing())
except KeyError as error:
    print("handling")
