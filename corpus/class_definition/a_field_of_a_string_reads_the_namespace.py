# In the body of a class the fields of a formatted string are names of the class, and `=` shows them as written.

a = 1


class C:
    a = a + 1
    b = f"{a}"
    c = f"{a=}" "," f"{a:>{a}}"


print(C.b, C.c)
