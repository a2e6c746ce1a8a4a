"""No function takes more than six parameters: what belongs together is one thing, with a name."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from pathlib import Path

PROJECT = Path(__file__).parents[1]
MOST = 6

# What is called by others, with options by their names.
EXCEPTED = {
    (
        "mvpy/pipeline.py",
        "desugar_source",
    ): "what mvpy.desugar and the command line call, with the same options",
    ("mvpy/helpers/prelude/context.py", "manager_methods"): "its text is in outputs",
    ("mvpy/helpers/prelude/functions.py", "renamed_code"): "its text is in outputs",
    ("mvpy/command/check.py", "check"): "click calls it, with its options",
    ("mvpy/__init__.py", "desugar"): "the public interface: see docs/api.md",
    ("mvpy/verification/verdict.py", "verify"): "the public interface, as mvpy.verify: see docs/api.md",
    ("mvpy/verification/verdict.py", "verify_many"): "the public interface: see docs/api.md",
}


def long_functions(path: Path) -> Iterator[str]:
    """The functions of the file *path* that take more than MOST parameters."""
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, (ast.FunctionDef, ast.AsyncFunctionDef)):
            given = [*node.args.posonlyargs, *node.args.args, *node.args.kwonlyargs]
            if len([one for one in given if one.arg not in ("self", "cls")]) > MOST:
                yield node.name


def test_functions_take_at_most_six_parameters():
    found = {
        (path.relative_to(PROJECT).as_posix(), name)
        for folder in ("mvpy", "rewrites")
        for path in (PROJECT / folder).rglob("*.py")
        for name in long_functions(path)
    }

    assert found - EXCEPTED.keys() == set()
    assert EXCEPTED.keys() - found == set()
