# Where an annotation stands nothing of it is evaluated; values, targets, defaults and decorators are.
# Needs: Python 3.14

def seen(name, value=None):
    print(name)
    return value


def decorator(function):
    return function


@seen("decorator", decorator)
def f(a: seen("a") = seen("default"), *b: seen("b")) -> seen("return"):
    c: seen("never") = seen("local", 1)
    return c


class C:
    x: seen("annotation of x") = seen("value of x", 1)
    y: seen("annotation of y")
    seen("object", f).attribute: seen("annotation of the attribute") = seen("value", 3)


n: seen("annotation of n") = seen("value of n", 2)
seen("list", [0])[seen("index", 0)]: seen("never") = seen("item", 1)
print(f(), C.x, n, f.attribute)
print(sorted(f.__annotations__), sorted(C.__annotations__))
