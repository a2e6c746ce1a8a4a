# The expressions are evaluated from top to bottom, before the defaults, and applied from bottom to top.

def decorator(name):
    print("evaluated", name)

    def apply(function):
        print("applied", name, function.__name__)
        return function
    return apply


@decorator("first")
@decorator("second")
def f(x=print("default")):
    pass


@decorator("third")
@decorator("fourth")
class C(print("base") or object):
    print("body")
