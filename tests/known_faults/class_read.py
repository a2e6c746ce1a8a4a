x = "global"


class C:
    a = x
    x = "class"
    b = x
    del x
    c = x


print(C.a, C.b, C.c)
