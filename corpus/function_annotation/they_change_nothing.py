# No annotation is checked: any value can be passed, returned or used as an annotation.

def f(n: 5 + 6, m: print = "text") -> [1, 2][0]:
    return n, m


print(f("no number"), f(m=None, n=None), f.__annotations__["n"], f.__annotations__["return"])
