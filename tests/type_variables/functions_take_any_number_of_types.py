# Since: 3.12
from collections.abc import Callable


def apply[*Ts, R](function: Callable[[*Ts], R], *args: *Ts) -> tuple[R, *Ts]:
    return (function(*args), *args)


class Row[K, *Ts]:
    def __init__(self, key: K, *cells: *Ts) -> None:
        self.key, self.cells = key, cells


print(apply(max, 1, 2), Row(1, 2, 3).cells, len(Row.__parameters__))
