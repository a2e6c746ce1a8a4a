# A generic class takes arguments, and another may inherit from it with some.
# Needs: Python 3.12
# Plain: kinds, up to Python 3.11

class Pair[T, U]:
    pass


class Half[V](Pair[int, V]):
    pass


print(Pair[int, str], Pair[int, str].__args__, Half.__parameters__, Half[str], Half.__orig_bases__)
print(Pair[int, Half.__type_params__[0]].__parameters__, isinstance(Half(), Pair))
for wrong in (lambda: Pair[int], lambda: Half[int, str]):
    try:
        wrong()
    except TypeError:
        print("refused")
