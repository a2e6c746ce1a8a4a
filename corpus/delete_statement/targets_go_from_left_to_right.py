# Several targets are deleted in order; when one fails, those before it are gone.

a = b = c = 1
try:
    del a, b, missing, c
except NameError:
    print("a" in globals(), "b" in globals(), "c" in globals())
