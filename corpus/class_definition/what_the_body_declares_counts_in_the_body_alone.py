# A global statement in the body is for the body: functions and classes inside look where they always look.
# Plain: frames

x = y = "module's"


def f():
    x = y = "function's"

    class C:
        if 1:
            global x, h, D
        x += ", from the body"

        def m(self):
            return x

        class D:
            z = x

        def h(self):
            return x

        inner = [x for _ in "a"], (lambda: x)(), x
        for x in "bc":
            nonlocal y
            y = x
        del x

        @property
        def x():
            pass

    return C.m(None), D.z, D.__qualname__, h.__qualname__, h(0), C.inner, sorted(vars(C))[-2:], x, y


print(f(), x.fget.__qualname__, y)
