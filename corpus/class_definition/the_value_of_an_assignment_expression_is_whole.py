# In a class, what stands inside the value keeps its own value where nobody looks at that of the whole.

def make(x, y):
    class C:
        (one := ((2 if x else 3) + 1))
        (two := [x or "neither"])
        (three := (1 < x < y, not (x and y)))
        (four := ((inner := (x if y else "no")), f"{x if y else 'text'}"))
        (five if (five := ((y if x else 7) * 2)) else None)

    return [C.one, C.two, C.three, C.four, C.inner, C.five]


def make_global(x):
    global stored

    class C:
        global stored
        (stored := ((x if x else "else"), 1))

    return stored


print(make(0, 5), make(3, 0), make(2, 4))
print(make_global(0), make_global(4))
