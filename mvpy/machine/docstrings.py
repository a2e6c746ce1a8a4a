"""The docstrings of our own code, which are shown to users; also under `python -OO`, which keeps none."""

from __future__ import annotations

from collections.abc import Callable
from textwrap import dedent
from types import ModuleType
from typing import Any

from mvpy.tree.syntax_trees import syntax_tree


def docstring(documented: ModuleType | Callable[..., Any]) -> str:
    """The docstring of *documented*; where the interpreter has none, it is read from the file."""
    if documented.__doc__:
        return documented.__doc__
    import ast  # start-up: they are for `python -OO`
    import inspect

    tree = syntax_tree(dedent(inspect.getsource(documented)))
    node = tree if isinstance(documented, ModuleType) else tree.body[0]
    assert isinstance(node, (ast.Module, ast.FunctionDef))
    return ast.get_docstring(node, clean=False) or ""
