# The type parameters are seen by the value, and by nothing else.
# Needs: Python 3.12
# Hosts before Python 3.9 lack subscripts of builtin types.
# Plain: namespace
# Plain: kinds, up to Python 3.11

T = "outside"
type Pair[T, U] = tuple[T, U]
print(T, "U" in globals(), Pair.__value__)


def function():
    type Inner[U] = list[U]
    return sorted(locals())


class Holder:
    type Inner[U] = list[U]


print(function(), [name for name in vars(Holder) if not name.startswith("_")])
print([name for name in globals() if not name.startswith("__")])
