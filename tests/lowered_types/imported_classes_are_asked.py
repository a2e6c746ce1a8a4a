# Classes that are imported from nowhere known make a union, and flags a flag.

from decimal import Decimal
from fractions import Fraction
from pathlib import Path

import fractions
from re import RegexFlag as Flags

from shown import shown

Number = Decimal | Fraction
Maybe = (
    Path
    | None
)
Other = fractions.Fraction | Decimal | Path
Read, Write = Flags(2), Flags(8)
Both = Read | Write
print(shown([Number, Maybe, Other]), Both == Flags(10))
