# A suite may stand on the line of its clause, and statements may share a line, whichever comes first.

class Value:
    def __lt__(self, other): return True


def chain(a, b, c):
    a() < b() < c(); print("chain")
    x = a() if b() else c(); print(x < x)
    print(a() and b() < c()); return x


print(chain(Value, Value, Value) < 1)
