# A line that starts with an operator is a new statement, unless brackets or a backslash join it.

class Loud:
    def __neg__(self):
        print("neg")
        return 5

    def __rsub__(self, other):
        print("rsub", other)
        return 6


loud = Loud()
a = 1
-loud
b = (1
     -loud)
c = 1 \
    -loud
print(a, b, c)
