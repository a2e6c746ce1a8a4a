"""What stands on the line of a magic."""

from __future__ import annotations

import argparse
from collections.abc import Sequence
from typing import Any

from IPython.core.magic_arguments import MagicArgumentParser

from mvpy.command.options import LEVELS
from mvpy.errors import UsageError


def parser(name: str, words: str) -> Any:
    """What reads the line of the magic *name*; *words* say what that does."""
    found = MagicArgumentParser(
        f"%%{name}", description=words, add_help=False, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    found.add_argument("name", nargs="?", help="a function, a class or a method, of the notebook or imported")
    found.add_argument("--target-version", metavar="3.X", help="behave as this Python where versions differ")
    return found


def parser_of_desugar() -> Any:
    """What reads the line of `%desugar`."""
    found = parser(
        "desugar",
        "Show what a cell becomes in the ten constructs of the core (%%desugar), or a function or class (%desugar NAME).",
    )
    for option, words in (("--only", "run only these rewrites"), ("--keep", "run all rewrites but these")):
        found.add_argument(option, action="append", default=[], metavar="NAMES", help=words)
    found.add_argument("--until", metavar="NAME", help="run the rewrites up to this one, and with it")
    found.add_argument("--level", choices=LEVELS, default="core", help="how much goes")
    found.add_argument(
        "--exact", action="store_true", help="do as CPython does, whatever the Reference promises"
    )
    found.add_argument("--run", action="store_true", help="run what the cell has become, too")
    return found


def parser_of_explain() -> Any:
    """What reads the line of `%explain`."""
    found = parser(
        "explain",
        "Tell what the constructs of a cell come down to (%%explain), or of a function or class (%explain NAME).",
    )
    found.add_argument(
        "--construct",
        action="append",
        default=[],
        metavar="WORDS",
        help="only these constructs, by any word for them",
    )
    found.add_argument("--line", metavar="A-B", help="only what is on these lines of the cell")
    found.add_argument("--all", action="store_true", help="every place, not only the first of each construct")
    found.add_argument("--exact", action="store_true", help="what exact adds, and the fact behind it")
    return found


DESUGAR, EXPLAIN = parser_of_desugar(), parser_of_explain()


def names_in(texts: Sequence[str]) -> list[str]:
    """`--only for,with --only if` as ["for", "with", "if"]."""
    return [name for text in texts for name in text.split(",")]


def version(text: str | None) -> tuple[int, int] | None:
    """`3.13` as (3, 13)."""
    if text is None:
        return None
    major, _, minor = text.partition(".")
    if not (major.isdecimal() and minor.isdecimal()):
        raise UsageError(f"--target-version is a version like 3.13, not '{text}'")
    return int(major), int(minor)


def lines_in(text: str | None) -> tuple[int, int] | None:
    """`3-5` as (3, 5), and `3` as (3, 3)."""
    if text is None:
        return None
    first, dash, last = text.partition("-")
    last = last if dash else first
    if not (first.isdecimal() and last.isdecimal() and 1 <= int(first) <= int(last)):
        raise UsageError(f"'{text}' is neither a line like 3 nor lines like 3-5")
    return int(first), int(last)
