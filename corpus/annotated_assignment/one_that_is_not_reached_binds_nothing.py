# An annotated assignment runs like any other statement: in a branch not taken it stores nothing.

class C:
    if False:
        x: int = 1
    else:
        y: int = 2
    for n in range(2):
        z: int = n


print(hasattr(C, "x"), C.y, C.z)
