# The annotation of a local is never evaluated and kept nowhere, and still makes the name local.

x = "global"


def f():
    a: undefined[1 / 0] = 5
    b: also.undefined
    try:
        print(x)
    except UnboundLocalError:
        print("x is local")
    x: str
    return a


print(f(), f.__annotations__)
