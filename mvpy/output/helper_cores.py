"""The definitions of helpers after the rewrites, for plain cores.

Most programs take nothing from a helper: the names that it uses have their usual names, and the builtins mean what they
always do.  Then it is the same for all of them, and is desugared once for the whole process.
"""

from __future__ import annotations

from dataclasses import dataclass, field

import libcst as cst

from mvpy.economy import economical
from mvpy.helpers.hosted_names import Hosted
from mvpy.machine.applying import applied, completed
from mvpy.machine.context import Context
from mvpy.output.definitions import helper_tree
from mvpy.tree.positions import statement_lines

Statements = tuple[cst.BaseStatement, ...]


class Usual(Hosted):
    """The hosted names of a helper, for no program in particular.  *asked*: which builtins have to mean what they do."""

    def __init__(self) -> None:
        super().__init__(set())
        self.asked: set[str] = set()

    def plain_is_safe(self, builtin: str) -> bool:
        """Can *builtin* be read by its own name?  As long as nobody binds it."""
        self.asked.add(builtin)
        return super().plain_is_safe(builtin)


@dataclass(frozen=True)
class HelperCore:
    """The *statements* that define a helper, and the names that they have *used*, with what these stand for."""

    statements: Statements
    usual: Usual = field(default_factory=Usual)

    def is_that_of(self, hosted: Hosted) -> bool:
        """Is it the same with the names of *hosted*?  These are used then."""
        named = all(hosted.name_of(what) == name for name, what in self.usual.used.items())
        return named and all(map(hosted.plain_is_safe, self.usual.asked))


# By helper, target and kinds of difference.
KNOWN: dict[tuple[str, tuple[int, int], frozenset[str]], HelperCore] = {}


def helper_in_core(helper: str, cx: Context) -> Statements:
    """The definition of *helper* after the rewrites, with the names that what it uses has in the output of *cx*."""
    key = helper, cx.target, cx.program.kinds
    if key not in KNOWN:
        usual = Usual()
        KNOWN[key] = HelperCore(desugared(helper, cx, usual), usual)
    known = KNOWN[key]
    return known.statements if known.is_that_of(cx.names.hosted) else desugared(helper, cx, cx.names.hosted)


def desugared(helper: str, cx: Context, hosted: Hosted) -> Statements:
    """The definition of *helper* for the target and the kinds of *cx*, with the names of *hosted*."""
    tree, own = helper_tree(helper, cx, cx.passes.to_core(), hosted)
    own.names.hosted = hosted
    own.lines.known, own.lines.multiline = statement_lines(tree)
    for rewrite in own.passes:
        own.current_rewrite = rewrite.name
        tree = applied(rewrite, tree, own)
    body = tuple(economical(completed(tree, own), own).body)
    own.let_go()
    return body
