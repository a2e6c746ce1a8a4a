# Since: 3.12
# Bounds of type parameters, and values of type aliases, are types.

from collections.abc import Callable, Sequence

from shown import shown

type Pair[T] = tuple[T, int | None]
type Simple = list[int] | None


def g(x: Pair[str] | None, y: list[Simple], z: type[int]) -> dict[str, Pair[int]]:
    return {}


def f[T: int | str](x: T | None, then: Callable[[T], Simple] | None = None) -> Sequence[T]:
    return [x]


class Box[T](dict[str, T]):
    def get_all[U](self, kind: type[U] | None = None) -> list[T | U]:
        return list(self.values())


print(f(1), Box(a=1).get_all(), Box.__name__, shown(Simple.__value__))
