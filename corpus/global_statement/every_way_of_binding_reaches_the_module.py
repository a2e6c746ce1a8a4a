# for, with, import, def, class, except, walrus and augmented assignment all obey global.
# Plain: frames, in the core

import contextlib


def f():
    global a, b, c, math, e, g, H, problem
    for a in range(3):
        pass
    with contextlib.nullcontext("b") as b:
        pass
    c = [(e := n) for n in range(2)]
    import math
    def g(): pass
    class H: pass
    try:
        1 / 0
    except ZeroDivisionError as problem:
        print("problem" in globals())
    a += 1


f()
print(a, b, c, e, math.pi > 3, g.__qualname__, H.__qualname__, "problem" in globals())
