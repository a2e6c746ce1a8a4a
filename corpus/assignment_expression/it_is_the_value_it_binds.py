# The value is bound to the name and is the value of the expression.

print((a := 5), a, (b := a + 1) * 2, b)
print([c := 1, c + 1, c * 3], {"k": (d := "v")}, d)
if (n := len("four")) > 3:
    print(n)
print((e := 1, 2), e)
