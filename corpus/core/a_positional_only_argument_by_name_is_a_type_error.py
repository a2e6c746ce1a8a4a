# A parameter before `/` has no name for callers, and a keyword of this name does not fill it.

def show(a, b=2, /):
    print(a, b)


def names_of(a, /, **names):
    print(a, len(names))


show(1)
try:
    show(a=3)
except TypeError:
    print(4)
try:
    show(1, b=5)
except TypeError:
    print(6)
try:
    names_of(a=7)
except TypeError:
    print(8)
# prints: 1 2 4 6 8
