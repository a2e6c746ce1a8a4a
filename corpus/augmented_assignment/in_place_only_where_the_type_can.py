# += changes a list itself, and makes a new tuple; other names of the object tell which.

a = b = [1]
a += (2,)
print(b, a is b)
c = d = (1,)
c += (2,)
print(d, c)
e = e2 = {1}
e |= {2}
print(e is e2, e2)
