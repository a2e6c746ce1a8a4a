# The standard library finds the annotations of classes.
# Needs: Python 3.14
# Hosts before Python 3.9 lack `__required_keys__` of a `typing.TypedDict`.
import dataclasses
import typing


@dataclasses.dataclass(order=True)
class Point:
    x: int
    y: int = 0
    kind: typing.ClassVar[str] = "point"


class Pair(typing.NamedTuple):
    left: int
    right: str = "r"


class Movie(typing.TypedDict):
    name: str
    year: int


def f(a: int, b: "str" = "") -> Point: ...


print(Point(1), Point(1, 2) > Point(1), Pair(1), Movie(name="x", year=1), sorted(Movie.__required_keys__))
print(typing.get_type_hints(f) == {"a": int, "b": str, "return": Point}, [field.name for field in dataclasses.fields(Point)])
