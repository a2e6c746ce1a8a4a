# A name declared global or nonlocal in the body is bound outside, and is no attribute.

x = "module's"


def f():
    y = "function's"

    class C:
        global x
        nonlocal y
        x = "from the body"
        y += ", from the body"
        z = x

    return y, sorted(n for n in vars(C) if n[0] != "_")


print(f(), x)
