# Only the names are bound, under their own or another name.

from math import floor, ceil as up
from string import (
    digits,
    ascii_lowercase as letters,
)
print(floor(2.5), up(2.5), digits, letters[:3])
print([name in globals() for name in ("math", "ceil", "string", "ascii_lowercase")])
