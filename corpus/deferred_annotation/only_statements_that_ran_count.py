# Under `if` and the like a name is annotated only if its statement was run; in the order of the source.
# Needs: Python 3.14

class C:
    a: int
    if a_condition := 0:
        b: int
    else:
        c: str = "c"
    for n in range(2):
        d: n
    try:
        1 / 0
        e: int
    except ZeroDivisionError:
        f: float
    a: str


print(dict(C.__annotations__))
if C:
    x: int = 1
else:
    y: int = 2
z: str
while 0:
    w: int
print(dict(__annotate__(1)), sorted(name for name in globals() if name in "wxyz"))
