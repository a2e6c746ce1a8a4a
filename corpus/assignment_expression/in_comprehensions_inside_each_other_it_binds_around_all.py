# However deep the comprehensions nest, `:=` binds in the function or module around all of them.

print([[total := (row, n) for n in range(row)] for row in range(3)], total)
def f():
    return [[t := (row, n) for n in range(row)] for row in range(3)], t
print(f())
def g():
    global last
    return [[{(last := k) for k in range(n)} for n in range(row)] for row in range(4)]
print(g(), last)
def h():
    v = 0
    def i():
        nonlocal v
        return [[v := v + n for n in range(row)] for row in range(4)], list([w := n for n in range(r)] for r in range(4)), w
    return i(), v
print(h())
print(list([x := n for n in range(r)] for r in range(4)), x)
print((lambda: ([[y := n for n in range(r)] for r in range(4)], y))())
