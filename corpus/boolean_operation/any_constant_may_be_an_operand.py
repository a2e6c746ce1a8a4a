# A constant is an operand like any other, the ellipsis too.

name = "last"
for value in (..., 1.5, 2j, "text", b"bytes", None, True, 0):
    print((... and value) or name, (value or ...) and name)
print(... and name, ... or name, not (... and 0), (0 or ...) is ...)
