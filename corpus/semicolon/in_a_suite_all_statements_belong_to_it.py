# On the line of a header, all statements between semicolons are guarded by it.

if 0: print("never"); print("never")
else: print("a"); print("b")
for n in "xy": m = n; print(m)
try: print("try"); 1 / 0; print("never")
except ZeroDivisionError: print("caught"); print("here")
class C: x = 1; y = 2
print(C.x, C.y)
