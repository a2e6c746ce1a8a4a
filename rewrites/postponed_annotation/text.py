"""The text that `from __future__ import annotations` stores in the place of an annotation.

    def f(a: Dict [ "k",1 ], b: (1+2) * 3, c: lambda x=1: x): ...

has the annotations

    {"a": "Dict['k', 1]", "b": "(1 + 2) * 3", "c": "lambda x=1: x"}

CPython does not keep the source: it writes the syntax tree out again (`Python/ast_unparse.c`).  So quotes,
spaces, numbers and parentheses come out in its one way, and the rules below are its rules, oddities included
(`lambda *a: a` becomes "lambda*a: a").  Names are written as they are in the source, not mangled: the text of
an annotation in a class must be made before private names are.

The text is the same from 3.11 to 3.13.  Earlier versions differ:
    3.9, 3.10   a tuple with a star in brackets keeps its parentheses: `a[(*b,)]`, later "a[*b,]".
    3.8         constants are folded and negations merged first (`1 + 2` is "3", `not a in b` is
                "a not in b", `__debug__` is "True"); `a[(1, 2)]` and `a[1,]` have parentheses inside the
                brackets; `:=` has no spaces around it; a huge float is "inf", later "1e309"; `u"a"` loses
                its prefix.
"""

from __future__ import annotations

from collections.abc import Callable

import libcst as cst

from mvpy.rewrites.postponed_annotation import atoms, displays, lambdas, operators, primaries
from mvpy.rewrites.postponed_annotation.spelling import Level, text

WRITERS: dict[type[cst.CSTNode], Callable[..., str]] = {
    cst.Name: atoms.name,
    cst.Ellipsis: atoms.ellipsis,
    cst.Integer: atoms.integer,
    cst.Float: atoms.floating,
    cst.Imaginary: atoms.imaginary,
    cst.SimpleString: atoms.string,
    cst.ConcatenatedString: atoms.string,
    cst.FormattedString: atoms.string,
    cst.TemplatedString: atoms.template,
    cst.BinaryOperation: operators.binary,
    cst.UnaryOperation: operators.unary,
    cst.BooleanOperation: operators.boolean,
    cst.Comparison: operators.comparison,
    cst.IfExp: operators.conditional,
    cst.NamedExpr: operators.named,
    cst.Await: operators.awaited,
    cst.Yield: operators.yielded,
    cst.Lambda: lambdas.function,
    cst.Attribute: primaries.attribute,
    cst.Call: primaries.call,
    cst.Subscript: primaries.subscript,
    cst.StarredElement: displays.element,
    cst.Tuple: displays.tuple_display,
    cst.List: displays.list_display,
    cst.Set: displays.braces_display,
    cst.Dict: displays.braces_display,
    cst.GeneratorExp: displays.generator,
    cst.ListComp: displays.list_comprehension,
    cst.SetComp: displays.set_comprehension,
    cst.DictComp: displays.dict_comprehension,
    cst.StarredDictComp: displays.merging_comprehension,
}

for kind, writer in WRITERS.items():
    text.register(kind, writer)


def annotation_text(node: cst.BaseExpression) -> str:
    """The text that CPython stores for the annotation *node*, which may be the `*Ts` of `*args: *Ts`."""
    return text(node, Level.TEST)
