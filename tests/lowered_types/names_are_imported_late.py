# What is evaluated above the import of `typing` does not need it.

from shown import shown


def first(x: int | None) -> list[int]:
    return x


from typing import Any


def second(x: int | Any) -> list[Any] | None:
    import typing

    return typing.cast(int | None, x)


print(shown(first.__annotations__), shown(second.__annotations__), second(3))
