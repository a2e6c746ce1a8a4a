# Exceptions that a builtin raises are like others: here `next` at the end, `len` of an integer, `int` of nothing.

def nothing():
    0


try:
    print(next(iter(range(0))))
except:
    print(1)
try:
    print(len(0))
except:
    print(2)
try:
    print(int(nothing()))
except:
    print(3)
# prints: 1 2 3
