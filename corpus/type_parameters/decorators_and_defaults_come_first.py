# Decorators are evaluated first, then the defaults, outside; then the type parameters, and the annotations.
# Needs: Python 3.12
# Plain: kinds, up to Python 3.11

def show(what):
    print(what)
    return lambda thing: thing


@show("decorator")
@show("inner decorator")
def function[T: show("bound")](
    a: show("annotation"), b: show("another") = show("default"), *, c=show("keyword default")
) -> show("returns"):
    pass


print(sorted(function.__annotations__), function.__type_params__)
function.__type_params__[0].__bound__
T = "outside"


def outside[T](value=T, *, other=[T]):
    return value, other


print(outside())
