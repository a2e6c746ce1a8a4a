# With `from __future__ import annotations` annotations are texts, and what else is evaluated is lowered.

from __future__ import annotations

import dataclasses
from typing import ClassVar, cast

from shown import shown


@dataclasses.dataclass
class A:
    x: int | None = None
    y: ClassVar[list[int] | None] = None

    def f(self, z: dict[str, Missing] | None) -> A | None:
        return cast(int | None, z)


Number = int | float
print(A(1), A.f.__annotations__, [one.name for one in dataclasses.fields(A)], shown(Number), A().f(3))
