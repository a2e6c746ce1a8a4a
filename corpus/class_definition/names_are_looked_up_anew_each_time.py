# A name in the body is the namespace's if it is there at that moment, else the module's, else a built-in.

x = "global"


class C:
    seen = [x]
    x = "class"
    seen.append(x)
    del x
    seen.append(x)
    len = "mine"
    seen.append(len)
    del len
    seen.append(len("ab"))


print(C.seen, hasattr(C, "x"))
