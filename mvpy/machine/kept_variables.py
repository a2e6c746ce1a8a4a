"""Variables of comprehensions at module level: kept among the builtins where the module looks at its names.

From Python 3.12 on such a comprehension runs in the frame of the module, but its variables are no globals.  Here
what stands in the module has globals only.  So a module that can see which names it has keeps the temporaries of a
statement with a comprehension where plain reading finds them too:

    _item = _next(_iterator, _end)      ->      _keep(_item_3fa2c1=_next(_iterator_3fa2c1, _end))

Modules share the builtins; so the names tell whose they are.
"""

from __future__ import annotations

from collections.abc import Collection

import libcst as cst

from mvpy.machine.context import Context
from mvpy.machine.hoisting import EQUAL
from mvpy.machine.walk import Walk
from mvpy.scopes.analysis import bound_in
from mvpy.tree.suite import OneOrMore


def with_kept_variables(
    section: list[cst.BaseStatement], shared: Collection[str], cx: Context
) -> list[cst.BaseStatement]:
    """The statements *section* of the module, with their temporaries out of its sight if one is a comprehension's.

    Those that are *shared* with other sections stay what they are.
    """
    bound = bound_in(section)
    if not bound & cx.names.kept:
        return section
    names = (bound & cx.names.temporaries).difference(shared)
    with cx.unrecorded():
        names -= bound_in(Keeping(names, cx).sequence(section))  # some are bound by more than assignments
        kept = list(Keeping(names, cx).sequence(section))
    arguments = [
        cst.Arg(cst.Integer("0"), keyword=cst.Name(kept_name(name, cx)), equal=EQUAL)
        for name in sorted(names)
    ]
    let_go = cst.SimpleStatementLine([cst.Expr(cst.Call(cx.names.helper("let_go"), arguments))])
    cx.lines.placed(section[-1], let_go)
    return [*kept, let_go]


def kept_name(name: str, cx: Context) -> str:
    """What the temporary *name* of the module at hand is called among the builtins."""
    return f"{name}_{cx.program.digest}"


class Keeping(Walk):
    """Keeps the temporaries *names*, globals of the module, among the builtins."""

    def __init__(self, names: set[str], cx: Context) -> None:
        super().__init__({cst.Name: [self.renamed]}, cx, ("fields",))
        self.kept = {name: cst.Name(kept_name(name, cx)) for name in names}

    def renamed(self, node: cst.Name, cx: Context) -> cst.Name | None:
        return self.kept.get(node.value)

    def line(self, node: cst.SimpleStatementLine, old: cst.SimpleStatementLine) -> OneOrMore:
        match node.body[0]:
            case cst.Assign(targets=[cst.AssignTarget(target=cst.Name(value=name))], value=value):
                if name in self.kept and not self.cx.place.blocks:
                    argument = cst.Arg(value, keyword=self.kept[name], equal=EQUAL)
                    call = cst.Call(self.cx.names.helper("keep"), [argument])
                    new = cst.SimpleStatementLine([cst.Expr(call)])
                    return self.placed(node, (new,), self.cx.place.line)
        return super().line(node, old)
