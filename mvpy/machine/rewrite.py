"""A rewrite: one construct, its rules, and the examples in its docstring."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from functools import cache
from importlib import import_module
from textwrap import dedent
from types import ModuleType

import libcst as cst

from mvpy.machine.docstrings import docstring

EXAMPLE = re.compile(r"((?:    .*\n|\n)+)becomes\n((?:    .*\n|\n)+)")


def rewrites(*kinds: type[cst.CSTNode]):
    """Mark a function ``rule(node, cx)`` as the rewrite of these kinds of node.

    A rule returns None to leave the node alone, or what replaces it: for an expression an expression
    (a `Let` where it needs statements), for a statement a tuple of statements.  Children come first.
    """

    def mark(rule):
        rule.rewrites = kinds
        return rule

    return mark


@dataclass(frozen=True)
class Rewrite:
    """One construct's way to the core: its rules by node type, and the words of its docstring."""

    name: str
    module: ModuleType
    rules: dict[type, list] = field(default_factory=dict)

    @classmethod
    @cache
    def named(cls, name: str) -> Rewrite:
        """The rewrite in the file `rewrites/NAME.py`."""
        module = import_module(f"mvpy.rewrites.{name}")
        rewrite = cls(name, module)
        for value in vars(module).values():
            if getattr(value, "__module__", None) == module.__name__:
                for kind in getattr(value, "rewrites", ()):
                    rewrite.rules.setdefault(kind, []).append(value)
        return rewrite

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
