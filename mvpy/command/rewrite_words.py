"""What a rewrite says of itself: the docstring of its file, which is read without importing anything."""

from __future__ import annotations

import ast
from importlib.machinery import SourceFileLoader
from importlib.util import find_spec


def words_of(rewrite: str) -> str:
    """The docstring of the file of *rewrite*."""
    module = f"mvpy.rewrites.{rewrite}"
    spec = find_spec(module)
    assert spec is not None and isinstance(spec.loader, SourceFileLoader)
    return ast.get_docstring(ast.parse(spec.loader.get_source(module) or ""), clean=False) or ""


def title_of(rewrite: str) -> str:
    """The first line of the docstring of the file of *rewrite*."""
    return words_of(rewrite).split("\n", 1)[0]
