# A name bound in the body is never that of the function around; one that isn't, is.

x = "global"


def f():
    x = y = "function"

    class A:
        seen = x

    class B:
        x = x

    class C:
        seen = (x, y)
        if False:
            x = 1

    return A.seen, B.x, C.seen


print(f())
