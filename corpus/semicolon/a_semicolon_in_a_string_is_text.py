# A semicolon in a string or a comment separates nothing.

a = "one; two"; b = 'x;'  # c = 3; d = 4
print(a, b, """;
;"""); print("c" in globals())
