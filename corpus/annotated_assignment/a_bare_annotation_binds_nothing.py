# Without a value nothing is stored: the name stays unbound, or keeps the value that it has.

a: int
b = 1
b: str
try:
    a
except NameError:
    print("a is not bound")
print(b)


class C:
    b: bytes
    seen = b


print(C.seen, "b" in vars(C))
