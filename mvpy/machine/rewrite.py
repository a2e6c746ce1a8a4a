"""A rewrite: one construct, its rules, and the examples in its docstring."""

from __future__ import annotations

import re
import sys
from collections.abc import Callable
from dataclasses import dataclass, field
from functools import wraps
from textwrap import dedent
from types import ModuleType
from typing import TYPE_CHECKING, Any, TypeVar

import libcst as cst

from mvpy.errors import ContractError
from mvpy.machine.contract import Contract
from mvpy.machine.docstrings import docstring
from mvpy.machine.quote import file_of
from mvpy.tree.suite import Statements

if TYPE_CHECKING:  # it knows this file
    from mvpy.machine.context import Context

# What it gives is None, or of the kind that follows from the node's: an expression, statements, a node of that kind.
Rule = Callable[[Any, "Context"], Any]
Rules = dict[type, list[Rule]]
R = TypeVar("R", bound=Rule)
K = TypeVar("K", bound=cst.BaseStatement)
EXAMPLE = re.compile(r"((?:    .*\n|\n)+)becomes\n((?:    .*\n|\n)+)")


def narrowed(rewrite: Rewrite, such: Callable[[Any, Context], bool], everywhere: bool = False) -> Rules:
    """The rules of *rewrite* that leave its construct alone unless *such*(node, cx); *everywhere* any other node, too."""
    construct = rewrite.contract.removes

    def narrow(rule: Rule) -> Rule:
        @wraps(rule)
        def narrower(node: Any, cx: Context) -> Any:
            is_asked = everywhere or construct.is_at(node)
            return rule(node, cx) if not is_asked or such(node, cx) else None

        return narrower

    return {kind: [narrow(rule) for rule in rules] for kind, rules in rewrite.rules.items()}


def rewrites(*kinds: type[cst.CSTNode]) -> Callable[[R], R]:
    """Mark a function ``rule(node, cx)`` as the rewrite of these kinds of node.

    A rule returns None to leave the node alone, or what replaces it: for an expression an expression
    (a `Let` where it needs statements), for a statement a tuple of statements.  Children come first.
    """
    if not kinds or not all(isinstance(kind, type) and issubclass(kind, cst.CSTNode) for kind in kinds):
        caller = sys._getframe(1)
        where = f"{file_of(caller.f_globals['__name__'], caller.f_code.co_filename)}:{caller.f_lineno}"
        raise ContractError(
            where, "@rewrites is told the kinds of node that the rule is for: @rewrites(cst.Assert)"
        )

    def mark(rule: R) -> R:
        vars(rule)["rewrites"] = kinds
        return rule

    return mark


def after_rule(
    statements: Statements, kind: type[K], rule: Callable[[K, Context], Statements | None], cx: Context
) -> Statements:
    """*statements*, those of *kind* after *rule*, unless it leaves them alone, or the rewrite is at work elsewhere only."""
    out: list[cst.BaseStatement] = []
    chosen = cx.passes.chosen
    for statement in statements:
        is_kept = chosen is not None and chosen.keeps(statement)
        new = rule(statement, cx) if isinstance(statement, kind) and not is_kept else None
        out += (statement,) if new is None else new
    return tuple(out)


@dataclass(frozen=True)
class Rewrite:
    """One construct's way to the core: its rules by node type, and the words of its docstring."""

    name: str
    module: ModuleType
    contract: Contract
    rules: Rules = field(default_factory=dict)

    @classmethod
    def of(cls, module: ModuleType) -> Rewrite:
        """The rewrite that is in *module*, a file or folder of `rewrites/`."""
        name = module.__name__.rpartition(".")[2]
        contract = getattr(module, "CONTRACT", None)
        if not isinstance(contract, Contract):
            raise ContractError(
                file_of(module.__name__, getattr(module, "__file__", None)), "it has no CONTRACT"
            )
        rewrite = cls(name, module, contract)
        for value in vars(module).values():
            if getattr(value, "__module__", None) == module.__name__:
                for kind in getattr(value, "rewrites", ()):
                    rewrite.rules.setdefault(kind, []).append(value)
        return rewrite

    @property
    def file(self) -> str:
        """Where it is, as errors name it."""
        return file_of(self.module.__name__, getattr(self.module, "__file__", None))

    @property
    def words(self) -> str:
        """The docstring of the file."""
        return docstring(self.module)

    @property
    def title(self) -> str:
        return self.words.split("\n", 1)[0]

    @property
    def examples(self) -> list[tuple[str, str]]:
        """The (before, after) pairs of the docstring."""
        pairs = EXAMPLE.findall(self.words + "\n")
        return [(dedent(a).strip() + "\n", dedent(b).strip() + "\n") for a, b in pairs]
