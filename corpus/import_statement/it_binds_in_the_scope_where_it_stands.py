# In a function a module is a local name, in a class body an attribute.

def f():
    import math as m
    return m.sqrt(4), "m" in globals()


class C:
    import string as s


print(f(), C.s.digits, "s" in globals())
