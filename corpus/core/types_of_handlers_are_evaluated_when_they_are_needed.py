# The types are evaluated in their order, up to the first that fits, and only if there is an exception.

def tell(number, kind):
    print(number)
    return kind


try:
    print(1)
except tell(9, KeyError):
    0
try:
    raise KeyError
except tell(2, ValueError):
    0
except tell(3, LookupError):
    print(4)
except tell(9, KeyError):
    0
# prints: 1 2 3 4
