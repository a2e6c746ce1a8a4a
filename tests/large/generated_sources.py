#!/usr/bin/env python3
"""Random programs that compile, as material for `standard_library.py`; they use the whole grammar and make no sense.

    python tests/large/generated_sources.py FOLDER [--count 2000] [--seed 0] [--nodes 150] [--syntax-of python3.8]
    python tests/large/standard_library.py FOLDER --target-python PYTHON

The programs are pysource-codegen's for the running Python; kept are those that the Python of `--syntax-of` compiles.
"""

from __future__ import annotations

import argparse
import ast
import sys
import warnings
from functools import partial
from pathlib import Path

import library
from workers import Done, in_parallel

# What the generator likes for newer Pythons, so that an older one need not be asked.
NEWER = tuple(
    getattr(ast, name) for name in ("Match", "TryStar", "TypeAlias", "TypeVar") if hasattr(ast, name)
)


def program(seed: int, nodes: int) -> str:
    """A program that the running Python compiles, out of at most some *nodes*; empty if there is none."""
    from pysource_codegen import generate

    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        text = generate(seed, node_limit=nodes)
        try:
            tree = ast.parse(text)
            compile(text, "generated", "exec", dont_inherit=True)
            text.encode("utf-8")
        except (SyntaxError, ValueError, RecursionError, MemoryError):
            return ""
    return "" if any(isinstance(node, NEWER) for node in ast.walk(tree)) else text


def main() -> int:
    parser = library.command_line(__doc__)
    parser.add_argument("folder", type=Path, help="where the programs go")
    parser.add_argument("--count", type=int, default=2000, help="how many programs (2000)")
    parser.add_argument("--seed", type=int, default=0, help="the first seed (0)")
    parser.add_argument("--nodes", type=int, default=150, help="about how many nodes a program has (150)")
    parser.add_argument("--syntax-of", metavar="PYTHON", help="keep only programs that this Python compiles")
    options: argparse.Namespace = parser.parse_args()
    options.folder.mkdir(parents=True, exist_ok=True)
    compiler = library.Compiler(options.syntax_of) if options.syntax_of else None
    kept = tried = 0
    seeds = range(options.seed, options.seed + 20 * options.count)
    task = partial(program, nodes=options.nodes)
    for seed, outcome in in_parallel(task, seeds, jobs=options.jobs, seconds=30):
        tried += 1
        if not isinstance(outcome, Done) or not outcome.value:
            continue
        path = options.folder / f"generated_{seed:06}.py"
        path.write_text(outcome.value, encoding="utf-8")
        if compiler and compiler.refuses(path):
            path.unlink()
            continue
        kept += 1
        if kept == options.count:
            break
    print(f"{kept} programs of {tried} tried, seeds from {options.seed}, in {options.folder}")
    return int(kept < options.count)


if __name__ == "__main__":
    sys.exit(main())
