"""What there is in the core: three kinds of expressions, and eight of statements."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import NamedTuple


class Integer(NamedTuple):
    """`42`"""

    value: int


class Name(NamedTuple):
    """`spam`"""

    name: str


class Call(NamedTuple):
    """`function(…)`, with the arguments as pairs: what stands before the value (`*`, `**`, a name, nothing),
    and it.

    Those with one star are positional, and come before all keywords, wherever they stand.
    """

    function: Expression
    positional: tuple[tuple[str, Expression], ...]
    keywords: tuple[tuple[str, Expression], ...]


Expression = Integer | Name | Call


class Assignment(NamedTuple):
    """`name = value`, or `value` alone"""

    line: int
    name: str | None
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

    def names(self) -> list[str]:
        """All of them; a SyntaxError if two are the same."""
        names = [*self.positional, *self.keyword_only, *filter(None, (self.rest, self.keywords))]
        if len(set(names)) < len(names):
            raise SyntaxError(f"two parameters have one name: {', '.join(names)}")
        return names


@dataclass
class Scope:
    """The names of a function, or of the module: as the parser notes them; and what they mean."""

    bound: list[str] = field(default_factory=list)
    nonlocals: set[str] = field(default_factory=set)
    used: set[str] = field(default_factory=set)
    functions: list[Definition] = field(default_factory=list)  # that are defined in it
    is_generator: bool = False  # is there a `yield` in it?
    local: tuple[str, ...] = ()  # the variables that each call has anew
    free: frozenset[str] = frozenset()  # those of functions around it that it, or a function in it, uses


class Definition(NamedTuple):
    """`def name(parameters):`"""

    line: int
    name: str
    parameters: Parameters
    suite: Suite
    scope: Scope


Statement = Assignment | Yield | Return | Raise | Nonlocal | While | Try | Definition
Suite = tuple[Statement, ...]
