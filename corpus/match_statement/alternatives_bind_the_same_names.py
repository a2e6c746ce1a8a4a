# Alternatives are tried from left to right; each binds the names, from wherever it has found them.

def swap(x):
    match x:
        case [a, b] | {"b": a, "a": b} | complex(real=b, imag=a):
            return a, b


def nested(x):
    match x:
        case ((0 as n) | [1 | 2 as n, *_] | {"n": (3 | [4]) as n}) as whole:
            return n, whole


print(swap([1, 2]), swap({"a": 3, "b": 4}), swap(5 + 6j), swap(7))
print(nested(0), nested([2, 3]), nested({"n": [4]}), nested({"n": 5}), nested(3))
match [1, 2]:
    case [1 | _, (2 | _) as second]:
        print(second)
