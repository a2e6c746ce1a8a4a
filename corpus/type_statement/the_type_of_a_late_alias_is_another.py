# Differs: in the core it is a class that only looks like it.
# Needs: Python 3.12

import typing


class Local:
    pass


type Late = list[Local]
print(type(Late) is typing.TypeAliasType)
