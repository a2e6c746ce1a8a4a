# Targets are deleted one after the other: what is inside a later one is evaluated when the first is gone.

def f(which):
    a, b, c = 1, [2, 3], [4, 5]
    del a, (b if which and "a" not in locals() else c)[0]
    del (a := b)[:], [c for c in [b, c] if c][0][0]
    return b, c


print(f(True), f(False))
