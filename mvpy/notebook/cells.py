"""A cell as a program.

IPython has made calls of magics and of commands for the shell.  What is left is `await` outside of a function: IPython
runs such a cell as a coroutine function, and so we show it as one, whose names are those of the notebook.
"""

from __future__ import annotations

import ast
import inspect
import symtable
import warnings

from mvpy.reading.misspelt import Misspelt
from mvpy.reading.scanner import scan
from mvpy.tree.syntax_trees import syntax_tree

ABOVE = "# IPython runs a cell with `await` as a coroutine function, in the names of the notebook.\n"


def has_await(text: str) -> bool:
    """Is there an `await`, or `async for` and the like, outside of the functions of *text*?"""
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            code = compile(text, "<cell>", "exec", ast.PyCF_ALLOW_TOP_LEVEL_AWAIT, dont_inherit=True)
    except (SyntaxError, ValueError):
        return False
    return bool(code.co_flags & inspect.CO_COROUTINE)


def as_program(text: str) -> tuple[str, int]:
    """The program that the cell *text* is, and how many lines stand above the first of the cell."""
    if not has_await(text):
        return text, 0
    head = "async def cell():\n"
    body = indented(text)
    names = names_bound(head + body, text)
    shared = f"    global {', '.join(names)}\n" if names else ""
    return f"{ABOVE}{head}{shared}{body}", 2 + bool(shared)


def indented(text: str) -> str:
    """*text* with its logical lines four columns further right: what is inside of strings stays."""
    try:
        starts = scan(text)
    except Misspelt:  # it will be said what is wrong
        return text
    pieces = [text[start:end] for start, end in zip([0, *starts], [*starts, len(text)])]
    return "    ".join(pieces)


def names_bound(program: str, text: str) -> list[str]:
    """The names that the function in *program*, made of the cell *text*, binds; but those with annotations, which stay its own."""
    (function,) = symtable.symtable(program, "<cell>", "exec").get_children()
    annotated = {
        node.target.id
        for node in ast.walk(syntax_tree(text))
        if isinstance(node, ast.AnnAssign) and isinstance(node.target, ast.Name)
    }
    bound = {
        symbol.get_name()
        for symbol in function.get_symbols()
        if symbol.is_local() and (symbol.is_assigned() or symbol.is_imported())
    }
    return sorted(name for name in bound - annotated if name.isidentifier())
