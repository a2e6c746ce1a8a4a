"""`quick.Name("x")` is the node that `cst.Name("x")` is, in a fifth of the time: nothing is checked.

libcst's own constructors check what they are given, and make each space anew.  Most nodes of an output are names, calls
and their arguments that we make ourselves: where there are many of them, they are made here.  What a field holds if
nothing is said is one node for all; nodes never change.
"""

from __future__ import annotations

import dataclasses
from collections.abc import Callable
from typing import TYPE_CHECKING, Any

import libcst as cst

from mvpy.tree.generated import compiled, function

if TYPE_CHECKING:  # what is made, and of what, is as libcst says it
    from libcst import *  # noqa: F403
else:

    def __getattr__(kind: str) -> Callable[..., Any]:
        """The constructor of nodes of that *kind*: made when it is first asked for, then found as any other name."""
        if kind.startswith("_"):
            raise AttributeError(kind)
        globals()[kind] = made = constructor(getattr(cst, kind))
        return made


def constructor(cls: type[cst.CSTNode]) -> Callable[..., Any]:
    """A function that takes what *cls* takes, and gives such a node, unchecked."""
    parameters, env = [], {"of": cls, "bare": object.__new__}
    for field in dataclasses.fields(cls):
        default = default_of(field)
        parameters.append(
            field.name if default is dataclasses.MISSING else f"{field.name}=default_{field.name}"
        )
        env |= {f"set_{field.name}": getattr(cls, field.name).__set__, f"default_{field.name}": default}
    lines = [f"def made({', '.join(parameters)}):", "    node = bare(of)"]
    lines += [f"    set_{field.name}(node, {field.name})" for field in dataclasses.fields(cls)]
    return function(compiled("\n".join([*lines, "    return node"]), f"quick {cls.__name__}"), "made", env)


def default_of(field: dataclasses.Field[Any]) -> Any:
    """What *field* holds if nothing is said; MISSING if something has to be."""
    if field.default_factory is not dataclasses.MISSING:
        return field.default_factory()
    return field.default
