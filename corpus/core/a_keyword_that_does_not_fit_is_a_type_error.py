# A keyword that names no parameter is a TypeError, and so is one for a parameter that has got an argument.

def show(a, b=2):
    print(a, b)


show(1, b=3)
try:
    show(1, c=3)
except TypeError:
    print(4)
try:
    show(1, a=5)
except TypeError:
    print(6)
try:
    show(b=7)
except TypeError:
    print(8)
# prints: 1 3 4 6 8
