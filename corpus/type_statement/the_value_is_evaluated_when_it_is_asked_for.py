# The value is evaluated when it is asked for, and kept.
# Needs: Python 3.12
# Plain: kinds, up to Python 3.11

def value(n):
    print("evaluated", n)
    return [n]


type Alias = value(1)
print("made", Alias)
first = Alias.__value__
print(first, Alias.__value__ is first)
type Generic[T] = value(T)
print(Generic.__type_params__)
print(Generic.__value__[0] is Generic.__type_params__[0])
