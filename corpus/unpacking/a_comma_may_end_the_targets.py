# A comma behind the last of several targets makes no difference; behind a single one it unpacks one item.

a, b, = 1, 2
(c, d,) = 3, 4
[e, f,] = 5, 6
g, = [7]
(h,) = [8]
[i,] = [9]
for j, k, in [(10, 11)]:
    print(a, b, c, d, e, f, g, h, i, j, k)
for targets in ("x, ", "[x]", "(x,)"):
    try:
        exec(targets + " = 1, 2")
    except ValueError as error:
        print(error)
