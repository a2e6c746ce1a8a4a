# Nothing is copied: every name is bound to the same object.

a = b = c = []
a.append(1)
print(a, b, c, a is b is c)
b += [2]
print(a)
c = c + [3]
print(a, c)
