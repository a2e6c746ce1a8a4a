# Parameters are those of a def: defaults, starred ones and keyword-only ones, evaluated when it is made.

def say(n):
    print("default", n)
    return n


f = lambda a, b=say(2), *c, d=say(4), **e: (a, b, c, d, e)
print("made")
print(f(1), f(1, 3, 5, d=6, g=7))
print((lambda *a: a)(1, 2), (lambda **k: k)(x=1), (lambda a, /, b: (a, b))(1, b=2), (lambda: 5)())
try:
    f()
except TypeError:
    print("TypeError")
