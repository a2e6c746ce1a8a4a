# Needs: the library of Python 3.15
import annotationlib
from annotationlib import Format, call_evaluate_function


def show(what, evaluate):
    print(
        what,
        call_evaluate_function(evaluate, Format.STRING),
        call_evaluate_function(evaluate, Format.FORWARDREF),
        end=" ",
    )
    try:
        print(evaluate())
    except NameError as e:
        print(e)
    for f in (2, 3, 4):
        try:
            evaluate(f)
        except NotImplementedError as e:
            print(f, "no")
        except NameError as e:
            print(f, e)


known = int
type A = known
type U = unknown | known
type L[T] = list[T | unknown[3]]


class C:
    own = str
    type A = own
    type B[X] = dict[own, X | known | gone]

    def method[T: own, S: (own, gone), R = own](self, x: own, y: T) -> gone:
        pass


def f():
    local = bytes
    type A = local

    class D:
        own = str
        type B = tuple[own, local, known, gone.a(1)]

    return A, D.B


for n, a in dict(A=A, U=U, L=L, CA=C.A, CB=C.B, fA=f()[0], fB=f()[1]).items():
    show(n, a.evaluate_value)
for p in C.method.__type_params__:
    for n in ("evaluate_bound", "evaluate_constraints", "evaluate_default"):
        e = getattr(p, n)
        if e is None:
            print(n, None)
        else:
            show(p.__name__ + n, e)
print(annotationlib.get_annotations(C.method, format=Format.STRING))
