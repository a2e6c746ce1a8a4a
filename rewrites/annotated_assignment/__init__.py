"""Annotated assignment: the assignment, and the annotation where it is kept.

    limit: int = 10

becomes

    limit = 10
    __annotations__["limit"] = int

Grammar
    annotated_assignment_stmt ::= augtarget ":" expression ["=" (starred_expression | yield_expression)]

Meaning
    1. The value is evaluated and stored first, then the annotation is evaluated.
    2. In a module or a class, the annotation of a plain name goes into `__annotations__`, which exists from the
       start of the block; of any other target it is only evaluated.
    3. In a function annotations are not evaluated.
    4. Without a value nothing is stored; but in a function the name is local all the same.

Exactly
    1. (namespace) A namespace that has `__annotations__` keeps them, though the program does not name them.
    2. (kinds) Under `python -OO` a class that has annotations has no docstring.

Reference
    https://docs.python.org/3/reference/simple_stmts.html#annotated-assignment-statements
    PEP 526
"""

import libcst as cst

from mvpy.machine.context import Context
from mvpy.machine.contract import Construct, Contract
from mvpy.machine.quote import quote
from mvpy.machine.rewrite import rewrites
from mvpy.rewrites.annotated_assignment.statement import assigned, split
from mvpy.rewrites.docstring import constant, literal, text_in
from mvpy.tree.clauses import statements_in, with_statements
from mvpy.tree.suite import Statements, body_of, carrying_comments, introduction

CONTRACT = Contract(
    removes=Construct("annotated assignment", cst.AnnAssign),
    grammar="assignment, annotated_rhs, single_subscript_attribute_target",
    words=("variable annotation", "annotation", "type hint", "x: int", ":"),
    after={
        "postponed_annotation": "an annotation that is a text is never evaluated",
        "private_name": "the key of an annotation is a private name, too",
    },
)

SET_UP = quote("set_up_annotations(locals())")
SET_UP_MODULE = quote("set_up_annotations(globals())")
NEW = quote("__annotations__ = {}")
RUN_SET = quote("__conditional_annotations__ = set()")


@rewrites(cst.FunctionDef, cst.ClassDef, cst.Module, cst.AnnAssign)
def annotated_assignment(
    node: cst.FunctionDef | cst.ClassDef | cst.Module | cst.AnnAssign, cx: Context
) -> cst.Module | Statements | None:
    if isinstance(node, cst.AnnAssign):
        return split(node, cx)
    if not any(map(has_annotation, node.body if isinstance(node, cst.Module) else node.body.body)):
        return None
    if cx.program.defers_annotations and not isinstance(node, cst.FunctionDef):
        return None
    if isinstance(node, cst.Module):
        new = [new for statement in node.body for new in replaced(statement, "module", None, cx)]
        at = introduction(new, futures=not cx.is_core)
        annotations = (SET_UP_MODULE if may_have_annotations(cx) else NEW)(cx)
        set_up = (*(RUN_SET(cx) if cx.program.makes_annotate_functions else ()), *annotations)
        return node.with_changes(body=[*new[:at], *set_up, *new[at:]])
    kind = "function" if isinstance(node, cst.FunctionDef) else "class"
    class_name = node.name.value if kind == "class" and cx.stays("private name") else None
    new = [new for statement in body_of(node.body) for new in replaced(statement, kind, class_name, cx)]
    if kind == "class":
        at = introduction(new, futures=False)
        doc = [documented(line, cx) for line in new[:at] if isinstance(line, cst.SimpleStatementLine)]
        new = [*(SET_UP if may_have_annotations(cx) else NEW)(cx), *doc, *new[at:]]
    return (node.with_changes(body=node.body.with_changes(body=new), leading_lines=()),)


def may_have_annotations(cx: Context) -> bool:
    """May `__annotations__` be there before the first annotation?  Who does not name it cannot know."""
    return cx.exactly("namespace") or "__annotations__" in cx.names.of_program


def documented(line: cst.SimpleStatementLine, cx: Context) -> cst.SimpleStatementLine:
    """The docstring of a class, as what it does."""
    target = [cst.AssignTarget(cst.Name("__doc__"))]
    kept = literal if cx.exactly("kinds") else constant
    return line.with_changes(body=[cst.Assign(target, kept(text_in(line), cx))])


def has_annotation(statement: cst.CSTNode) -> bool:
    """Is there an annotated assignment in *statement*, in this scope?"""
    stack = [statement]
    while stack:
        inner = stack.pop()
        if isinstance(inner, cst.SimpleStatementLine):
            if isinstance(inner.body[0], cst.AnnAssign):
                return True
        elif not isinstance(inner, (cst.FunctionDef, cst.ClassDef)):
            stack += statements_in(inner)
    return False


def replaced(statement: cst.BaseStatement, kind: str, class_name: str | None, cx: Context) -> Statements:
    """*statement* without the annotated assignments of this scope."""
    if not has_annotation(statement):
        return (statement,)
    if isinstance(statement, cst.SimpleStatementLine) and isinstance(statement.body[0], cst.AnnAssign):
        new = carrying_comments(statement, assigned(statement.body[0], kind, class_name, cx))
        for line in new:
            cx.lines.known.setdefault(id(line), (line, cx.lines.of(statement, cx.place.line)))
        return new
    return (with_statements(statement, lambda inner: replaced(inner, kind, class_name, cx), cx),)
