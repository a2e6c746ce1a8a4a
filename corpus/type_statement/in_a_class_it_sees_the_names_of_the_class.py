# In a class the value sees the names of that class, as they are when it is evaluated, before those of the module.
# Needs: Python 3.12
# Plain: kinds, up to Python 3.11

a = b = c = "global"


class Shape:
    a = "class"
    type Names = (a, b, c)
    type Early = (a, b)
    print(Early.__value__)
    a = "class later"
    b = "also"


Shape.c = "attribute"
print(Shape.Names.__value__, Shape.Early.__value__)


def around():
    a = b = "function"

    class Inner:
        a = "inner"
        type Names = (a, b, c)
        type Parameters[T] = (a, T)

    return Inner


print(around().Names.__value__, around().Parameters.__value__)
