"""What outputs call at run time, and what other interpreters run, is simple Python.

mypy does not look at these sources, and ruff only at their names; so what old and small Pythons ask of them is asked here.
"""

from __future__ import annotations

import ast
from pathlib import Path

import pytest

PROJECT = Path(__file__).parents[1]
OLDEST = (3, 8)
HELPERS = (
    "mvpy/helpers/ordinary", "mvpy/helpers/plain", "mvpy/helpers/prelude", "mvpy/hosts/shims", "mvpy/conform/bundled",
)  # fmt: skip
OTHERS = ("mvpy/hosts/runners", "mvpy/verification/guest")  # they are read by the CPython that runs them
NOT_SIMPLE = (ast.AsyncFor, ast.AsyncFunctionDef, ast.AsyncWith, ast.Await, ast.NamedExpr)


def files_of(folders: tuple[str, ...]) -> list[str]:
    """The files in *folders*, as the project calls them."""
    found = (path for folder in folders for path in sorted((PROJECT / folder).glob("*.py")))
    return [path.relative_to(PROJECT).as_posix() for path in found]


def tree_of(file: str) -> ast.Module:
    """The tree of *file*; a SyntaxError if the oldest Python does not read it."""
    return ast.parse((PROJECT / file).read_text(encoding="utf-8"), feature_version=OLDEST)


@pytest.mark.parametrize("file", files_of(HELPERS + OTHERS))
def test_the_oldest_python_reads_it(file: str) -> None:
    assert tree_of(file).body or file.endswith("__init__.py")


@pytest.mark.parametrize("file", files_of(HELPERS))
def test_helpers_use_no_construct_that_small_pythons_lack(file: str) -> None:
    found = [type(node).__name__ for node in ast.walk(tree_of(file)) if isinstance(node, NOT_SIMPLE)]

    assert found == []


@pytest.mark.parametrize("file", files_of(HELPERS))
def test_helpers_have_no_annotations(file: str) -> None:
    """They would be evaluated where they run; a dataclass alone needs them."""
    tree = tree_of(file)
    arguments = [node.arg for node in ast.walk(tree) if isinstance(node, ast.arg) and node.annotation]
    returns = [node.name for node in ast.walk(tree) if isinstance(node, ast.FunctionDef) and node.returns]

    assert arguments + returns == []
