"""Which parameter has which argument."""

from __future__ import annotations

from collections.abc import Mapping
from types import FunctionType
from typing import Any

from mvpy.interpreter.syntax import Parameters


def bound(
    function: FunctionType, parameters: Parameters, positional: tuple[Any, ...], keywords: Mapping[str, Any]
) -> dict[str, Any]:
    """The values of the *parameters* of *function*; a TypeError if the arguments do not fit.

    Defaults are those that the function has now: they can be changed.
    """
    name, names = f"{function.__qualname__}()", parameters.positional
    values: dict[str, Any] = dict(zip(names, positional))
    rest = positional[len(names) :]
    if rest and parameters.rest is None:
        were = "was" if len(positional) == 1 else "were"
        takes = f"{len(names)} positional argument{'' if len(names) == 1 else 's'}"
        raise TypeError(f"{name} takes {takes} but {len(positional)} {were} given")
    by_name = {*names[parameters.positional_only :], *parameters.keyword_only}
    others: dict[str, Any] = {}
    for keyword, value in keywords.items():
        if keyword in by_name and keyword in values:
            raise TypeError(f"{name} got multiple values for argument {keyword!r}")
        if keyword in by_name:
            values[keyword] = value
        elif parameters.keywords is not None:
            others[keyword] = value
        elif keyword in names:
            words = "got some positional-only arguments passed as keyword arguments"
            raise TypeError(f"{name} {words}: {keyword!r}")
        else:
            raise TypeError(f"{name} got an unexpected keyword argument {keyword!r}")
    defaults = dict(zip(reversed(names), reversed(function.__defaults__ or ())))
    values = defaults | (function.__kwdefaults__ or {}) | values
    for parameter in names + parameters.keyword_only:
        if parameter not in values:
            kind = "positional" if parameter in names else "keyword-only"
            raise TypeError(f"{name} missing 1 required {kind} argument: {parameter!r}")
    if parameters.rest is not None:
        values[parameters.rest] = rest
    if parameters.keywords is not None:
        values[parameters.keywords] = others
    return values
