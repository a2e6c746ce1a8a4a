"""Which parameter has which argument."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from mvpy.interpreter.syntax import Parameters


def bound(
    name: str,
    parameters: Parameters,
    defaults: Mapping[str, Any],
    positional: tuple[Any, ...],
    keywords: Mapping[str, Any],
) -> dict[str, Any]:
    """The values of the *parameters* of the function *name*; a TypeError if the arguments do not fit."""
    values: dict[str, Any] = dict(zip(parameters.positional, positional))
    others: dict[str, Any] = {}
    by_name = {*parameters.positional[parameters.positional_only :], *parameters.keyword_only}
    for keyword, value in keywords.items():
        if keyword in by_name and keyword in values:
            raise TypeError(f"{name}() got multiple values for argument {keyword!r}")
        if keyword not in by_name and parameters.keywords is None:
            raise TypeError(f"{name}() got an unexpected keyword argument {keyword!r}")
        (values if keyword in by_name else others)[keyword] = value
    rest = positional[len(parameters.positional) :]
    if rest and parameters.rest is None:
        takes = len(parameters.positional)
        raise TypeError(f"{name}() takes {takes} positional arguments but {len(positional)} were given")
    for parameter in parameters.positional + parameters.keyword_only:
        if parameter not in values and parameter not in defaults:
            raise TypeError(f"{name}() missing a required argument: {parameter!r}")
        values.setdefault(parameter, defaults.get(parameter))
    if parameters.rest is not None:
        values[parameters.rest] = rest
    if parameters.keywords is not None:
        values[parameters.keywords] = others
    return values
