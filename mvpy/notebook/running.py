"""A desugared cell is run in the names of the notebook, and leaves there those of the cell only.

It runs as a function for which the names of the cell are global.  Ours are its own: functions of the cell, and those
that they make when they are called, have them as closures.
"""

from __future__ import annotations

import ast
import linecache
import symtable
from types import CodeType, FunctionType
from typing import Any

from mvpy.errors import UsageError
from mvpy.notebook.cells import indented
from mvpy.tree.syntax_trees import syntax_tree

VALUE = "_value"


def with_value_kept(source: str) -> tuple[str, str]:
    """*source*, whose last statement binds a name if it was an expression, and that name; else *source* and nothing."""
    try:
        body = syntax_tree(source).body
    except (SyntaxError, ValueError):  # it will be said what is wrong, or this Python is not the target
        return source, ""
    if not body or not isinstance(body[-1], ast.Expr):
        return source, ""
    name = VALUE
    while name in source:
        name += "_"
    last = body[-1]  # the statement: the expression does not know the brackets around it
    start, end = offset(source, last.lineno, last.col_offset), offset(source, *end_of(last))
    return f"{source[:start]}{name} = ({source[start:end]}){source[end:]}", name


def end_of(node: ast.stmt) -> tuple[int, int]:
    """Where *node* ends: the line, and the bytes in front."""
    assert node.end_lineno is not None and node.end_col_offset is not None
    return node.end_lineno, node.end_col_offset


def offset(text: str, line: int, count: int) -> int:
    """The place in *text* before which, in this *line*, stand as many bytes as *count*."""
    lines = text.split("\n")
    return sum(len(one) + 1 for one in lines[: line - 1]) + len(lines[line - 1].encode()[:count].decode())


def run(code: str, source: str, name: str, namespace: dict[str, Any], value: str = "") -> Any:
    """Run *code*, which is desugared *source*, in *namespace*; what it has bound to the name *value*, one of ours.

    In tracebacks it is the file *name*.
    """
    __tracebackhide__ = True  # for IPython's
    refuse_stars(source)
    text = as_function(code, names_bound(source) - {value}, value)
    linecache.cache[name] = (len(text), None, text.splitlines(keepends=True), name)
    return FunctionType(compiled(text, name), namespace)()


def as_function(code: str, shared: set[str], value: str) -> str:
    """*code* as a function, for which the names *shared* are global, and which returns *value*."""
    names = f"    global {', '.join(sorted(shared))}\n" if shared else ""
    return f"def cell():\n{names}{indented(code)}\n    return {value or None}\n"


def refuse_stars(source: str) -> None:
    """A UsageError if *source* imports `*`: which names these are, nobody knows before it runs."""
    for node in ast.walk(syntax_tree(source)):
        if isinstance(node, ast.ImportFrom) and node.names[0].name == "*":
            raise UsageError("a cell with `import *` can be shown, but not run: leave out --run")


def compiled(text: str, name: str) -> CodeType:
    """The one function in *text*, which is called *name*; a UsageError if what it says is for modules only."""
    try:
        module = compile(text, name, "exec", dont_inherit=True)
    except SyntaxError as error:
        raise UsageError(f"this can be shown, but not run: {error.msg}; desugar more of it") from error
    return next(one for one in module.co_consts if isinstance(one, CodeType))


def names_bound(text: str) -> set[str]:
    """The names that the program *text* binds at its top; but those that every module has."""
    symbols = symtable.symtable(text, "<cell>", "exec").get_symbols()
    bound = {one.get_name() for one in symbols if one.is_assigned() or one.is_imported()}
    return {name for name in bound if not name.startswith("__")}
