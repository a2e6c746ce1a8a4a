# The module's own names mean what they meant, whatever it calls `Optional`, `typing` or `List`.

import typing as t
from typing import Optional as Maybe
from typing import Union

from shown import shown


def early(x: dict[str, int] | None) -> int | str | None:
    return x


Optional = 3
List = "list"
Dict = {}


class Type:
    def later(self, x: list[int] | None, y: type[int], z: dict[str, int]) -> Maybe[int | str]:
        return Optional, List, Dict


print(shown(early.__annotations__), shown(Type.later.__annotations__), Type().later(1, 2, 3), t.Any is not None)
print(sorted(name for name in ("Optional", "List", "Dict", "Maybe", "Union") if name in globals()))
