"""A desugared cell is run in the names of the notebook, and leaves there those of the cell only.

Functions that the cell has defined may still need ours when they are called.  So they go where Python looks for a
name of which the module knows nothing: into the builtins of these functions, which are their own.
"""

from __future__ import annotations

import ast
import builtins
import linecache
import symtable
import sys
from typing import Any

from mvpy.errors import UsageError

VALUE = "_value"


class OwnBuiltins(dict[str, Any]):
    """The builtins of the functions of one cell: those of Python, and what we keep there."""

    def __missing__(self, name: str) -> Any:
        """What has come to Python's own meanwhile, as an exact output puts names there."""
        return vars(builtins)[name]


def with_value_kept(source: str) -> tuple[str, str]:
    """*source*, whose last statement binds a name if it was an expression, and that name; else *source* and nothing."""
    try:
        body = ast.parse(source).body
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
    ours = names_bound(code) - (names_bound(source) - {value})
    refuse_taken(ours, namespace)
    linecache.cache[name] = (len(code), None, code.splitlines(keepends=True), name)
    compiled = compile(code, name, "exec", dont_inherit=True)
    before = {one: namespace[one] for one in (*ours, "__builtins__") if one in namespace}
    of_python = set(vars(builtins))
    own = OwnBuiltins(vars(builtins))
    namespace["__builtins__"] = own
    try:
        exec(compiled, namespace)
        return namespace.get(value)
    finally:
        for one in ours & namespace.keys():
            own[one] = namespace.pop(one)
        for one in vars(builtins).keys() - of_python - words_of(source):
            own[one] = vars(builtins).pop(one)
        own.pop(value, None)
        namespace.update(before)


def names_bound(text: str) -> set[str]:
    """The names that the program *text* binds at its top; but those that every module has."""
    symbols = symtable.symtable(text, "<cell>", "exec").get_symbols()
    bound = {one.get_name() for one in symbols if one.is_assigned() or one.is_imported()}
    return {name for name in bound if not name.startswith("__")}


def words_of(source: str) -> set[str]:
    """The names, attributes and texts in *source*: what it may itself have put among the builtins."""
    found: set[str] = set()
    for node in ast.walk(ast.parse(source)):
        match node:
            case ast.Name(id=str(word)) | ast.Attribute(attr=str(word)) | ast.Constant(value=str(word)):
                found.add(word)
    return found


def refuse_taken(ours: set[str], namespace: dict[str, Any]) -> None:
    """A UsageError if some of *ours* have another meaning in *namespace*: functions there may need them."""
    taken = [name for name in sorted(ours & namespace.keys()) if namespace[name] is not sys.modules.get(name)]
    if taken:
        raise UsageError(
            f"the output has names that the notebook has, too: {', '.join(taken)}; rename those of the notebook"
        )
