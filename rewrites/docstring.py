"""The docstring: an attribute of the function, class or module.

    def greet():
        "Says hello."
        print("hello")

becomes

    def greet():
        print("hello")
    greet.__doc__ = "Says hello."

Grammar
    file_input ::= [stringliteral NEWLINE] statement*

Meaning
    1. Only a string literal that comes first is one; not an f-string, not bytes.
    2. From 3.13 on the compiler takes the indentation out of it.
    3. A module's is there before anything else runs.
    4. Under `python -OO` there are none.

Exactly
    1. (kinds) The Python that runs the output decides: whether the indentation goes, and whether there are none.
       In plain they are there under `python -OO`, too.

Differs
    Under `python -OO` the name `__doc__` is bound to None in the body of a class; there, and not only when it is done.

Reference
    https://docs.python.org/3/glossary.html#term-docstring
"""

from itertools import takewhile

import libcst as cst

from mvpy.machine.context import Context
from mvpy.machine.contract import Construct, Contract
from mvpy.machine.quote import quote
from mvpy.machine.rewrite import after_rule, rewrites
from mvpy.rewrites.kept_classes import reads_definition
from mvpy.tree.literals import plain_value
from mvpy.tree.suite import (
    Statements,
    body_of,
    carrying_comments,
    filled,
    is_future_import,
    split_docstring,
    starts_with_docstring,
    suite_of,
    without_docstring,
)

CONTRACT = Contract(
    removes=Construct(
        "docstring",
        cst.FunctionDef,
        cst.ClassDef,
        cst.Module,
        such=lambda node: split_docstring(suite_of(node.body)) is not None,
    ),
    grammar="strings, STRING",
    words=('"""', "documentation string"),
    after={
        "class_definition": "a method has its docstring before it is stored among the names of the class",
    },
    stays_at=("readable",),
)

Text = cst.SimpleString | cst.ConcatenatedString

SET = quote("$function.__doc__ = $doc")
DOC = quote("docstring($doc)")
MODULE = quote("$name = $doc")


@rewrites(cst.FunctionDef, cst.ClassDef, cst.Module)
def docstring(
    node: cst.FunctionDef | cst.ClassDef | cst.Module, cx: Context
) -> cst.Module | Statements | None:
    if isinstance(node, cst.Module):
        found = split_docstring(node.body)
        if found is None:
            return None
        above, line, rest = found
        at = len(list(takewhile(is_future_import, rest)))
        return node.with_changes(body=(*above, *rest[:at], *of_module(line, cx), *rest[at:]))
    if isinstance(node, cst.FunctionDef):
        return of_function(node, cx)
    found = split_docstring(body_of(node.body))
    if found is None:
        return None
    above, line, rest = found
    body = (*above, *of_module(line, cx), *rest)
    return (node.with_changes(body=node.body.with_changes(body=body), leading_lines=()),)


def of_function(node: cst.FunctionDef, cx: Context) -> Statements | None:
    """The function *node*, and what sets its `__doc__` behind it; None if it has no docstring."""
    found = split_docstring(body_of(node.body))
    if found is None:
        return None
    if node.decorators:
        return after_rule(cx.expanded_by("decorator", node), cst.FunctionDef, of_function, cx)
    above, line, rest = found
    if starts_with_docstring(rest):
        rest = without_docstring(rest)
    body = filled((*above, *carrying_comments(line, ()), *rest))
    doc = literal(text_in(line), cx)
    reads_definition(cx)
    after = SET(cx, function=cst.Name(node.name.value), doc=doc)
    return (node.with_changes(body=node.body.with_changes(body=body), leading_lines=()), *after)


def of_module(line: cst.SimpleStatementLine, cx: Context) -> Statements:
    """`__doc__ = …`, in place of the docstring."""
    out = MODULE(cx, name=cst.Name("__doc__"), doc=literal(text_in(line), cx))
    return carrying_comments(line, out)


def text_in(line: cst.SimpleStatementLine) -> Text:
    """The string that is the docstring *line*."""
    (small,) = line.body
    assert isinstance(small, cst.Expr) and isinstance(small.value, (cst.SimpleString, cst.ConcatenatedString))
    return small.value


def value_of(text: Text) -> str:
    """What *text* stands for."""
    value = plain_value(text)
    assert isinstance(value, str)
    return value


def literal(node: Text, cx: Context) -> cst.BaseExpression:
    """The docstring as the compiler keeps it; in exact outputs the Python that runs them finds out which."""
    value, exact = value_of(node), cx.exactly("kinds")
    text = dedented(value) if cx.target >= (3, 13) and not (exact and cx.is_core) else value
    doc = cst.SimpleString(ascii(text))
    return DOC.expression(cx, doc=doc) if exact else doc


def constant(node: Text, cx: Context) -> cst.BaseExpression:
    """The docstring as the compiler of the target keeps it, if that keeps any."""
    text = value_of(node)
    kept = dedented(text) if cx.target >= (3, 13) else text
    return node if kept == text else cst.SimpleString(ascii(kept))


def dedented(doc: str) -> str:
    """*doc* without the indentation that its lines after the first share; CPython 3.13's `_PyCompile_CleanDoc`."""
    doc = doc.expandtabs(8)
    lines = doc.split("\n")
    margins = [len(line) - len(line.lstrip(" ")) for line in lines[1:] if line.strip(" ")]
    margin = min(margins, default=0)
    first = lines[0].lstrip(" ")
    return "\n".join([first, *(line[margin:] for line in lines[1:])])
