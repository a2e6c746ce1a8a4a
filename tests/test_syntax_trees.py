"""The trees of the module `ast`: right in several threads, which on Python 3.11 `ast.parse` is not."""

from __future__ import annotations

import gc
import re
import time
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import mvpy
from mvpy.tree.syntax_trees import expression_tree, syntax_tree

# Those that stand alone: they run on the host, or change programs in a process with one thread.
ALONE = {"guest", "runners", "lacking.py", "prelude"}


def test_threads_that_make_trees_do_not_count_for_one_another():
    text = f"x = {'[' * 30}{']' * 30}\n" * 50
    before, callback = gc.get_threshold(), lambda *_: time.sleep(
        0
    )  # another thread's turn, in the middle of a tree
    gc.callbacks.append(callback)
    gc.set_threshold(50)
    try:
        with ThreadPoolExecutor(4) as pool:
            trees = list(pool.map(syntax_tree, [text] * 80))
    finally:
        gc.set_threshold(*before)
        gc.callbacks.remove(callback)
    assert {len(tree.body) for tree in trees} == {50}


def test_an_expression_is_given_without_what_python_puts_around_it():
    assert expression_tree("a.b").attr == "b"


def test_nobody_else_makes_trees():
    folder = Path(mvpy.__file__).parent
    calls = re.compile(r"\bast\.parse\(|PyCF_ONLY_AST")
    found = {
        path.name
        for path in folder.rglob("*.py")
        if not ALONE & {*path.relative_to(folder).parts} and calls.search(path.read_text("utf-8"))
    }
    assert found == {"syntax_trees.py"}
