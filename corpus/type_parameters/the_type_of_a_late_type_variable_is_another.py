# Differs: in the core it is a class that only looks like it.
# Needs: Python 3.12

import typing


def function[T: Local]():
    pass


class Local:
    pass


print(type(function.__type_params__[0]) is getattr(typing, "TypeVar") and hasattr(typing, "TypeAliasType"))
