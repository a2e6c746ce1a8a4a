# A suite may stand on the line of its header in each compound statement.

class Manager:
    def __enter__(self): return self
    def __exit__(self, *details): print("exit")


def f(x): return x + 1


for n in range(2): print(n)
else: print("else")
with Manager(): print("with")
try: f("a")
except TypeError: print("except")
else: print("never")
finally: print("finally")
if n > 5: print("never")
elif n: print("elif")
else: print("never")
while n: n -= 1
print(n, f(n))
