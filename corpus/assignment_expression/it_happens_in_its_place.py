# Operands left of it are read before it binds, those right of it after.

def f():
    x = 1
    return x + (x := 10) + x, [x, (x := 20), x], x


print(f())
y = 1
print(y, y := 2, y)
z = "old"
print(z + (z := "new") + z, z == (z := "other"))
items = [0, 0, 0]
i = 0
items[i] = (i := 1)
items[(i := 2)] = i
print(items, i)
