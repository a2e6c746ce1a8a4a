# An alias whose value is made of builtin types is a TypeAliasType, as is every other for isinstance.
# Needs: the library of Python 3.12
# Plain: kinds

import typing

type Pair[T] = tuple[T, list[int | None], "text", ...]
type Later = Missing
print(type(Pair) is typing.TypeAliasType, Pair.__value__, Pair.__type_params__)
print(isinstance(Later, typing.TypeAliasType), Later.__class__ is typing.TypeAliasType, Pair.__module__)
