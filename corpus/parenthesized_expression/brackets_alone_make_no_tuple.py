# It is the comma that makes a tuple, except for the empty one.

print((1) == 1, type((1)).__name__, type((1,)).__name__, type(()).__name__, ((1), ), ("a" "b"), ("a", "b"))
for letter in ("ab"):
    print(letter)
print("%s" % ("x"), len(("abc")), len(("abc",)))
