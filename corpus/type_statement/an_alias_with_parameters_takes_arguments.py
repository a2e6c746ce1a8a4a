# An alias with type parameters takes arguments, any other doesn't.
# Needs: Python 3.12
# Hosts before Python 3.9 lack subscripts of builtin types.
# Plain: kinds, up to Python 3.11

type Pair[T, *Ts] = dict[T, Values]
Values = int
print(Pair.__parameters__[0], len(Pair.__parameters__), Pair.__type_params__)
some = Pair[int, str]
print(some, some.__origin__ is Pair, some.__args__)
print(some.__value__, some.__type_params__ == Pair.__type_params__)
type Single = Values
print(Single.__parameters__, Single.__type_params__)
try:
    Single[int]
except TypeError:
    print("no arguments")
