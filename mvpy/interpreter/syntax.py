"""What there is in the core: three kinds of expressions, and nine of statements; four of these have suites."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import NamedTuple


class Integer(NamedTuple):
    """`42`"""

    value: int


class Name(NamedTuple):
    """`spam`"""

    name: str


class Argument(NamedTuple):
    """`value`, `*value`, `**value` or `name=value`: *how* is empty, a star, two stars or the name."""

    how: str
    value: Expression


class Call(NamedTuple):
    """`function(…)`.  Arguments with one star are positional, and come first, wherever they stand."""

    function: Expression
    positional: tuple[Argument, ...]
    keywords: tuple[Argument, ...]


Expression = Integer | Name | Call


class Evaluation(NamedTuple):
    """An expression as a statement."""

    line: int
    value: Expression


class Assignment(NamedTuple):
    """`name = value`"""

    line: int
    name: str
    value: Expression


class Yield(NamedTuple):
    """`yield`, `yield value` or `name = yield value`"""

    line: int
    name: str | None
    value: Expression | None


class Return(NamedTuple):
    """`return` or `return value`"""

    line: int
    value: Expression | None


class Raise(NamedTuple):
    """`raise` or `raise value`"""

    line: int
    value: Expression | None


class Nonlocal(NamedTuple):
    """`nonlocal spam, eggs`"""

    line: int
    names: tuple[str, ...]


class While(NamedTuple):
    """`while test:`"""

    line: int
    test: Expression
    suite: Suite


class Handler(NamedTuple):
    """`except:`, `except kind:` or `except kind as name:`"""

    line: int
    kind: Expression | None
    name: str | None
    suite: Suite


class Try(NamedTuple):
    """`try:` with its handlers"""

    line: int
    suite: Suite
    handlers: tuple[Handler, ...]


@dataclass
class Parameters:
    """The names of the parameters, and what stands behind the `=` of some of them."""

    positional: list[str] = field(default_factory=list)
    positional_only: int = 0  # so many of them stand before a `/`
    rest: str | None = None  # the one with a star
    keyword_only: list[str] = field(default_factory=list)
    keywords: str | None = None  # the one with two stars
    defaults: dict[str, Expression] = field(default_factory=dict)


@dataclass
class Scope:
    """The names of a function, or of the module: as the parser meets them, and then what they mean, see `scopes.py`."""

    bound: set[str] = field(default_factory=set)
    nonlocals: set[str] = field(default_factory=set)
    used: set[str] = field(default_factory=set)
    functions: list[Definition] = field(default_factory=list)  # that are defined in it
    is_generator: bool = False  # is there a `yield` in it?
    local: frozenset[str] = frozenset()  # the variables that each call has anew
    free: frozenset[str] = frozenset()  # those of functions around it that it, or a function in it, uses


class Definition(NamedTuple):
    """`def name(parameters):`"""

    line: int
    name: str
    parameters: Parameters
    suite: Suite
    scope: Scope


Statement = Evaluation | Assignment | Yield | Return | Raise | Nonlocal | While | Try | Definition
Suite = tuple[Statement, ...]
