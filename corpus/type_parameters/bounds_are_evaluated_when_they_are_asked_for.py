# A bound or the constraints are evaluated when they are asked for, and kept.
# Needs: Python 3.12
# Plain: kinds, up to Python 3.11

def value(n):
    print("evaluated", n)
    return n


def function[T: value(1), U: (value(2), value(3)), *Ts, **P]():
    pass


T, U, Ts, P = function.__type_params__
print(T, U, Ts, P)
print(T.__bound__, T.__bound__, T.__constraints__)
print(U.__constraints__, U.__constraints__ is U.__constraints__, U.__bound__)
print(T.__name__, T.__covariant__, T.__contravariant__, T.__infer_variance__)
