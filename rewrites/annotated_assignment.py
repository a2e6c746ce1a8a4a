"""Annotated assignment: the assignment, and the annotation where it is kept.

    limit: int = 10

becomes

    _set_up_annotations(globals())
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

Reference
    https://docs.python.org/3/reference/simple_stmts.html#annotated-assignment-statements
    PEP 526
"""

import libcst as cst

from mvpy.machine.contract import Construct, Contract
from mvpy.machine.quote import quote
from mvpy.machine.rewrite import rewrites
from mvpy.rewrites.docstring import literal
from mvpy.rewrites.postponed_annotation import text_of
from mvpy.scopes.analysis import mangled
from mvpy.tree.clauses import statements_in, with_statements
from mvpy.tree.evaluation import target_parts
from mvpy.tree.suite import carrying_comments, introduction

CONTRACT = Contract(
    removes=Construct("annotated assignment", cst.AnnAssign),
    grammar=("assignment", "annotated_rhs", "single_subscript_attribute_target"),
    after={
        "postponed_annotation": "an annotation that is a text is never evaluated",
        "private_name": "the key of an annotation is a private name, too",
    },
)

ASSIGN = quote("$target = $value")
EVALUATE = quote("$expression")
LOCAL = quote("""
    if 0:
        $target = None
""")
SET_UP = quote("set_up_annotations(locals())")
SET_UP_MODULE = quote("set_up_annotations(globals())")
RUN_SET = quote("__conditional_annotations__ = set()")


@rewrites(cst.FunctionDef, cst.ClassDef, cst.Module, cst.AnnAssign)
def annotated_assignment(node: cst.FunctionDef | cst.ClassDef | cst.Module | cst.AnnAssign, cx):
    if isinstance(node, cst.AnnAssign):
        return split(node, cx)
    body = node.body.body if not isinstance(node, cst.Module) else node.body
    if isinstance(body, cst.BaseSmallStatement) or not any(map(has_annotation, body)):
        return None
    if cx.program.defers_annotations and not isinstance(node, cst.FunctionDef):
        return None
    kind = {cst.FunctionDef: "function", cst.ClassDef: "class", cst.Module: "module"}[type(node)]
    class_name = node.name.value if kind == "class" and cx.stays("private name") else None
    new = [new for statement in body for new in replaced(statement, kind, class_name, cx)]
    if kind == "function":
        return (node.with_changes(body=node.body.with_changes(body=new), leading_lines=()),)
    at = introduction(new, futures=kind == "module" and not cx.is_core)
    if kind == "module":
        set_up = (*(RUN_SET(cx) if cx.program.makes_annotate_functions else ()), *SET_UP_MODULE(cx))
        return node.with_changes(body=[*new[:at], *set_up, *new[at:]])
    doc = [documented(new[0], cx)] if at else []
    new = [*SET_UP(cx), *doc, *new[at:]]
    return (node.with_changes(body=node.body.with_changes(body=new), leading_lines=()),)


def documented(line: cst.SimpleStatementLine, cx) -> cst.SimpleStatementLine:
    """The docstring of a class, as what it does."""
    target = [cst.AssignTarget(cst.Name("__doc__"))]
    return line.with_changes(body=[cst.Assign(target, literal(line.body[0].value, cx))])


def has_annotation(statement) -> bool:
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


def replaced(statement, kind: str, class_name: str | None, cx) -> tuple:
    """*statement* without the annotated assignments of this scope."""
    if not has_annotation(statement):
        return (statement,)
    if isinstance(statement, cst.SimpleStatementLine):
        new = carrying_comments(statement, assigned(statement.body[0], kind, class_name, cx))
        for line in new:
            cx.lines.known.setdefault(id(line), (line, cx.lines.of(statement, cx.place.line)))
        return new
    return (with_statements(statement, lambda inner: replaced(inner, kind, class_name, cx), cx),)


def assigned(node: cst.AnnAssign, kind: str, class_name: str | None, cx) -> tuple:
    """The statements that one annotated assignment stands for; *class_name* is for names that Python does not mangle."""
    target, stored = node.target, stored_only(node, kind, cx)
    if kind == "function":
        return stored
    annotation = evaluated(node.annotation.annotation, cx)
    if is_plain(target):
        name = mangled(target.value, class_name) if class_name else target.value
        return (*stored, kept(name, annotation))
    return (*stored, *EVALUATE(cx, expression=annotation))


def is_plain(target: cst.BaseExpression) -> bool:
    """Is *target* a name, and not in brackets?"""
    return isinstance(target, cst.Name) and not target.lpar


def stored_only(node: cst.AnnAssign, kind: str, cx) -> tuple:
    """What an annotated assignment does besides its annotation."""
    target = node.target
    if node.value is not None:
        return ASSIGN(cx, target=target, value=node.value)
    if is_plain(target):
        return LOCAL(cx, target=target) if kind == "function" else ()
    return tuple(s for part in target_parts(target) for s in EVALUATE(cx, expression=part))


def split(node: cst.AnnAssign, cx):
    """A kept annotated assignment whose parts need statements: the assignment, and the annotation without a value."""
    if not cx.stays(cst.AnnAssign):
        return None
    if cx.place.in_function:
        return stored_only(node, "function", cx)
    target = node.target
    if not isinstance(target, cst.Name):  # a name in brackets is neither annotated nor bound
        target = cst.Name(cx.names.fresh("target"), lpar=[cst.LeftParen()], rpar=[cst.RightParen()])
    return (
        *stored_only(node, "module", cx),
        cst.SimpleStatementLine([cst.AnnAssign(target, node.annotation)]),
    )


def evaluated(annotation: cst.BaseExpression, cx) -> cst.BaseExpression:
    """What is evaluated for an annotation: its text, where annotations are postponed."""
    if cx.annotations_are_texts:
        return text_of(annotation, cx)
    return annotation


def kept(name: str, annotation: cst.BaseExpression) -> cst.SimpleStatementLine:
    """`__annotations__["name"] = annotation`."""
    index = cst.SubscriptElement(cst.Index(cst.SimpleString(f'"{name}"')))
    target = cst.Subscript(cst.Name("__annotations__"), [index])
    return cst.SimpleStatementLine([cst.Assign([cst.AssignTarget(target)], annotation)])
