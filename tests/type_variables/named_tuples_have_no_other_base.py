# Since: 3.12
from typing import NamedTuple


class Pair[A, B](NamedTuple):
    first: A
    second: B


print(Pair(1, 2), Pair.__name__)
