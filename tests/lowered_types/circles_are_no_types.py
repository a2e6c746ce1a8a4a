# Names that are bound to one another mean no type that is known.

A = B = None
if A is None:
    A = 1
C = A




D = C
C = D
print(C | 2)
