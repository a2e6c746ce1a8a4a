# The annotations of a function go with it: nothing else holds them.
# Changed in: Python 3.14
# Plain: release

class Item:
    def __del__(self):
        print("let go")


def f(a: Item()):
    pass


del f
print("end")
