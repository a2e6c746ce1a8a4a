# If the function or an argument raises, what stands behind it is not evaluated, and nothing is called.

def tell(value):
    print(value)
    return value


def fail():
    raise KeyError


try:
    print(tell(1), fail(), tell(9))
except KeyError:
    print(2)
try:
    fail()(tell(9))
except KeyError:
    print(3)
try:
    tell(value=tell(4), other=fail(), more=tell(9))
except KeyError:
    print(5)
# prints: 1 2 3 4 5
