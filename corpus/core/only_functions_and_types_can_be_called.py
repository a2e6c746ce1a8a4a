# A call of an integer is a TypeError, after its arguments; so is a star before what cannot be iterated.

def tell(value):
    print(value)
    return value


one = 1
try:
    one(tell(2))
except TypeError:
    print(3)
try:
    tell(*one)
except TypeError:
    print(4)
# prints: 2 3 4
