# Type parameters of which nothing has to wait are those of `typing`, and so are all others for isinstance.
# Needs: the library of Python 3.13
# Plain: kinds

import typing


def function[T, U: int | None, V: (int, list[str]), *Ts, **P, W = dict[str, int]](a: T) -> None:
    pass


kinds = [typing.TypeVar] * 3 + [typing.TypeVarTuple, typing.ParamSpec, typing.TypeVar]
print([type(parameter) is kind for parameter, kind in zip(function.__type_params__, kinds)])
T, U, V, Ts, P, W = function.__type_params__
print(T.__bound__, U.__bound__, V.__constraints__, W.__default__, T.__default__, Ts.__default__)
print([parameter.__module__ for parameter in function.__type_params__])


def late[T = Missing, *Ts = *Missing, **P = Missing]():
    pass


print([isinstance(*pair) for pair in zip(late.__type_params__, [typing.TypeVar, typing.TypeVarTuple, typing.ParamSpec])])
