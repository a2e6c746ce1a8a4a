# What stands behind `raise` is evaluated once; if that raises, its exception is the one.

def tell(value, kind):
    print(value)
    return kind


def fail():
    raise ValueError


try:
    raise tell(1, KeyError)
except KeyError:
    print(2)
try:
    raise fail()
except ValueError:
    print(3)
# prints: 1 2 3
