"""At module level `global` changes nothing, wherever it stands."""

global x
x = 1
if x:
    global y
    y = 2
if y: global z
try:
    global z  # a comment
    z = 3
except NameError:
    pass
finally:
    global w; w = 4
print(x, y, z, w)


class Uses:
    global x
    x = 5


print(x, hasattr(Uses, "x"))
