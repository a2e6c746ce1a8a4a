# The annotations of a function see its type parameters, and so do the function and what is in it.
# Needs: Python 3.12
# Hosts before Python 3.9 lack subscripts of builtin types.
# Plain: kinds, up to Python 3.11

def function[T, *Ts, **P](a: T, *rest: *Ts, b: "T" = None, **keywords: (T, P)) -> dict[str, T]:
    local: T = 1

    def inner():
        return T, Ts

    return inner(), [T for _ in range(2)], (lambda: P)()


T, Ts, P = function.__type_params__
annotations = function.__annotations__
print(annotations["a"] is T, len([annotations["rest"]]), annotations["b"], annotations["keywords"], annotations["return"])
print(function(1) == ((T, Ts), [T, T], P))
