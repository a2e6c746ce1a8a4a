"""Annotations under `from __future__ import annotations`: strings.

    from __future__ import annotations
    def area(shape: Shape | None) -> float: ...

becomes

    annotations = __import__("__future__").annotations
    def area(shape: "Shape | None") -> "float": ...

Grammar
    annotation ::= expression

Meaning
    1. Nothing of an annotation is evaluated.
    2. The string is the compiler's own spelling of the expression, not the text of the source.
    3. What the module gives to `exec`, `eval` and `compile` is compiled under the same imports, whatever the feature.

Opens
    The import from `__future__`, where it stays.

Differs
    `exec`, `eval` and `compile` called by another name inherit nothing.

Reference
    PEP 563
"""

import libcst as cst

from mvpy.machine.context import Context, Note
from mvpy.machine.contract import Construct, Contract, Newer
from mvpy.machine.program import imports_features
from mvpy.machine.quote import quote
from mvpy.machine.rewrite import rewrites
from mvpy.machine.walk import ANNOTATION_TEXTS
from mvpy.rewrites.postponed_annotation.text import annotation_text
from mvpy.tree.nodes import with_arguments
from mvpy.tree.suite import Statements

CONTRACT = Contract(
    removes=Construct("postponed annotation", cst.ImportFrom, such=lambda node: postpones_annotations(node)),
    grammar="",
    words=("__future__", "type hint"),
    sees=("texts",),
    newer=(Newer((3, 7), "postponed annotations"),),
)

# The features that the compiler still has to be told of: all others have become the language.
FLAGS = frozenset({"annotations", "barry_as_FLUFL"})
ARGUMENTS = {
    "exec": quote("inheriting_exec($function, $features)"),
    "eval": quote("inheriting_eval($function, $features)"),
    "compile": quote("inheriting_compile($function, $features)"),
}
COMPILER = quote("inheriting_compiler($function, $features)")
FEATURE = quote('$name = __import__("__future__").annotations')
FEATURE_IF_KNOWN = quote('$name = getattr(__import__("__future__"), "annotations", None)')
HANDED_ON: Note[dict[int, cst.Call]] = Note(dict)  # by id: what has become of the arguments of calls


def postpones_annotations(node: cst.ImportFrom) -> bool:
    """Is *node* `from __future__ import annotations`?"""
    names = () if isinstance(node.names, cst.ImportStar) else node.names
    return imports_features(node) and any(alias.name.value == "annotations" for alias in names)


@rewrites(cst.Annotation, cst.ImportFrom, cst.Call)
def postponed_annotation(
    node: cst.Annotation | cst.ImportFrom | cst.Call, cx: Context
) -> cst.Annotation | cst.Call | Statements | None:
    if isinstance(node, cst.Call):
        return inheriting(node, cx)
    if isinstance(node, cst.ImportFrom):
        return without_feature(node, cx)
    if not cx.program.imports_future("annotations") or id(node.annotation) in ANNOTATION_TEXTS.of(cx):
        return None
    return node.with_changes(annotation=text_of(node.annotation, cx))


def text_of(annotation: cst.BaseExpression, cx: Context) -> cst.SimpleString:
    """The string that an annotation is, where annotations are postponed."""
    text = cst.SimpleString(ascii(annotation_text(annotation)))
    ANNOTATION_TEXTS.of(cx)[id(text)] = text
    return text


def without_feature(node: cst.ImportFrom, cx: Context) -> Statements | None:
    """An import from `__future__` that stays must not postpone the strings again; the name is bound all the same."""
    if not imports_features(node) or isinstance(node.names, cst.ImportStar):
        return None
    kept = [alias for alias in node.names if alias.name.value != "annotations"]
    if len(kept) == len(node.names):
        return None
    (gone,) = (alias for alias in node.names if alias.name.value == "annotations")
    name = gone.asname.name if gone.asname else cst.Name("annotations")
    bound = (FEATURE_IF_KNOWN if cx.is_newer(node) else FEATURE)(cx, name=name)
    if not kept:
        return bound
    kept[-1] = kept[-1].with_changes(comma=cst.MaybeSentinel.DEFAULT)
    return (cst.SimpleStatementLine([node.with_changes(names=kept)]), *bound)


def inheriting(node: cst.Call, cx: Context) -> cst.Call | None:
    """A call of what may be `exec`, `eval` or `compile`, which hands the features on."""
    names = features(cx)
    if not isinstance(node.func, cst.Name) or node.func.value not in ARGUMENTS or not names:
        return None
    bare, given = cst.Name(node.func.value), cst.SimpleString(repr(names))
    if node.func.value == "compile" and any(arg.keyword or arg.star == "**" for arg in node.args):
        return node.with_changes(func=COMPILER.expression(cx, function=bare, features=given))
    positional = [arg for arg in node.args if arg.keyword is None and arg.star != "**"]
    if not positional or id(positional[0].value) in HANDED_ON.of(cx):
        return None
    made = ARGUMENTS[node.func.value].expression(cx, function=bare, features=given)
    handed = with_arguments(made, [with_comma(arg) for arg in positional])
    HANDED_ON.of(cx)[id(handed)] = handed
    rest = [arg for arg in node.args if arg.keyword is not None or arg.star == "**"]
    return node.with_changes(args=[cst.Arg(handed, star="*"), *rest])


def features(cx: Context) -> str:
    """The names of the features that calls have to hand on: all, unless their import stays."""
    if not cx.is_core and not cx.program.imports_future("annotations"):
        return ""
    return " ".join(sorted(cx.program.futures & FLAGS))


def with_comma(arg: cst.Arg) -> cst.Arg:
    return arg.with_changes(comma=cst.MaybeSentinel.DEFAULT)
