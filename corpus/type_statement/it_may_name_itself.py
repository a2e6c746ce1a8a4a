# An alias may name itself, and what is defined later.
# Needs: Python 3.12
# Hosts before Python 3.10 lack unions of types with `|`.

type Tree[T] = T | dict[str, Tree[T]] | Leaf


class Leaf:
    pass


print(Tree, Tree[int])
type Nested = list[Nested] | None
print(Nested.__value__, Nested.__value__.__args__[0].__args__[0] is Nested)
