# If a default raises, `def` binds nothing, and later defaults are not evaluated.

def tell(value):
    print(value)
    return value


def fail():
    raise KeyError


def function():
    return 2


try:
    def function(a=tell(1), b=fail(), c=tell(9)):
        return 8
except KeyError:
    print(function())
# prints: 1 2
