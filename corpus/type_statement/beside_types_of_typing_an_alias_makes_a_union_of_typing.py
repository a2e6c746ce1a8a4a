# Where the other operand of `|` is a type variable or made by `typing`, that makes the union.
# Needs: Python 3.12
# Plain: kinds, up to Python 3.11
import typing


class Local:
    pass


type One = Local
type Two[T, U: Local] = T
T, U = Two.__type_params__
for other in (T, U, typing.TypeVar("V"), typing.List[int], typing.Callable[[int], str]):
    print(One | other, other | One, (One | other).__parameters__)
print(One | (One | T), (T | One) | One)
