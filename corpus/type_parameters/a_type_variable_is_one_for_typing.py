# A type variable works where the module `typing` expects one, whether it has a bound or not.
# Needs: Python 3.12
# Hosts before Python 3.10 lack `typing.Callable` of a parameter specification.
# Plain: kinds

import typing


class Local:
    pass


def function[T, U: Local, V: (Local, str), *Ts, **P](
    a: typing.Optional[U], b: typing.Callable[P, V], c: T | None, d: U | int, e: None | U
) -> typing.Dict[T, V]:
    pass


T, U, V, Ts, P = function.__type_params__
for name, annotation in function.__annotations__.items():
    print(name, annotation)
print(isinstance(T, typing.TypeVar), isinstance(U, typing.TypeVar), isinstance(V, typing.TypeVar))
print(typing.List[U][int], typing.Dict[T, U].__parameters__, typing.get_type_hints(function)["d"])
print(P.args, P.kwargs, U.__module__, T.__module__)


class Old(typing.Generic[T, U]):
    pass


print(Old.__parameters__, Old[int, str])
U.attribute = 1
print(U.attribute)
for variable in (T, U):
    try:
        class Wrong(variable):
            pass
    except TypeError:
        print("refused")
