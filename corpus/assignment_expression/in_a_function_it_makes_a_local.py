# It binds in the function it stands in, or where global and nonlocal say.

x = y = z = "module's"


def f():
    global y
    z = "f's"
    print((x := "f's"), (y := "f's, but global"))

    def g():
        nonlocal z
        return (z := "g's")
    return x, g(), z


print(f(), x, y, z)
