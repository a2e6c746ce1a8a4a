# A keyword-only parameter needs its argument by name, or a default.

def show(a, *, b, c=3):
    print(a, b, c)


show(1, b=2)
try:
    show(1)
except TypeError:
    print(4)
try:
    show(1, 2)
except TypeError:
    print(5)
try:
    show(1, c=6)
except TypeError:
    print(7)
# prints: 1 2 3 4 5 7
