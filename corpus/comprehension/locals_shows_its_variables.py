# `locals()` in it shows its variables, from Python 3.12 on those of the function around as well; `eval` finds them.
# Changed in: Python 3.12
# Plain: namespace
# Plain: frames, up to Python 3.11
# Plain: frames, in the core

def known(names):
    return sorted({"a", "x", "y", ".0"} & set(names))


def f(a):
    print([known(locals()) for x in [1]], {x: known(vars()) for x in [1]}, known(locals()))
    print([[(eval("y"), known(dir())) for y in [x]] for x in [1]])
    print([eval("x * y") for x in [1, 2] for y in [x] if eval("x > 1")], [eval("x") for x in []])
    print(list(known(locals()) for x in [1]), known(locals()))


def g(x):
    print([eval("x") for x in [1]], [x for x in [2]], x)


f(0)
g(3)
