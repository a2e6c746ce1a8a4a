# A type parameter leaves a comparison to the other operand.
# Needs: Python 3.12

class Other:
    def __ne__(self, other):
        print("asked whether it is not", other.__name__)
        return 1

    def __eq__(self, other):
        print("asked whether it is", other.__name__)
        return 2


def f[T: (Other, "later")](x: T != Other(), y: Other() == T) -> T == Other():
    return T == T, T != T, T == 5, T != 5


print(f.__annotations__, f(1, 2))
