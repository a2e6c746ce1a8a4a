# `isinstance` and `issubclass` ask for classes; a union has some, one of `typing` has them, too.

from typing import Optional, Union


class A:
    pass


Number = int | float
Maybe = Number | None
Old = Optional[str]


def kinds(x):
    return [
        isinstance(x, int | str),
        isinstance(x, int | None),
        isinstance(x, (int | str, bytes)),
        isinstance(x, Number),
        isinstance(x, Number | A),
        isinstance(x, Maybe),
        isinstance(x, (Number, A)),
        isinstance(x, Union[int, str]),
        isinstance(x, Old),
        isinstance(x, (
            int
            | str
        )),
        issubclass(type(x), A | bytes | None),
    ]


for value in (1, 2.5, "a", b"b", None, A(), []):
    print(value if not isinstance(value, A) else "A", kinds(value))


def type(x):
    return x


print(isinstance(None, int | None), any(isinstance(x, str | None) for x in [1, None]))
