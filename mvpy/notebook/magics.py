"""The magics of `%load_ext mvpy`.

%%desugar --only for     shows what this cell becomes; with --run, it is run, too
%desugar FUNCTION        shows what a function or a class becomes
"""

from __future__ import annotations

import argparse
from collections.abc import Callable, Sequence
from dataclasses import replace
from typing import Any, Protocol

from IPython.core.error import UsageError as Misused
from IPython.core.magic_arguments import MagicArgumentParser
from IPython.display import display

import mvpy
from mvpy.command.options import LEVELS
from mvpy.command.parts import cut
from mvpy.command.terminal import show_warnings
from mvpy.errors import MVPyError, UsageError
from mvpy.notebook.cells import as_program, has_await
from mvpy.notebook.definitions import source_of
from mvpy.notebook.running import run, with_value_kept
from mvpy.pipeline import Desugared


class Shell(Protocol):
    """What is asked of IPython."""

    user_ns: dict[str, Any]
    execution_count: int

    def transform_cell(self, raw_cell: str) -> str:
        """*raw_cell* as Python: magics and the like are calls."""

    def register_magic_function(self, func: Callable[..., Any], magic_kind: str, magic_name: str) -> None:
        """Make a magic of *func*."""


class Unreadable(Exception):
    """A cell that cannot be desugared: the words, which IPython shows without a traceback."""

    def _render_traceback_(self) -> list[str]:
        """What IPython shows."""
        return str(self).split("\n")


def register(shell: Shell) -> None:
    """Give the *shell* the magics."""

    def desugar(line: str, cell: str | None = None) -> Any:
        __tracebackhide__ = True  # for IPython's
        return answer(shell, line, cell)

    desugar.__doc__ = DESUGAR.format_help()
    shell.register_magic_function(desugar, "line_cell", "desugar")


def parser_of_desugar() -> Any:
    """What reads the line of `%desugar`."""
    parser = MagicArgumentParser(
        "%%desugar",
        description="""Show what a cell becomes in the ten constructs of the core (%%desugar), or a function or class (%desugar NAME).""",
        add_help=False,
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    parser.add_argument(
        "name", nargs="?", help="a function, a class or a method, of the notebook or imported"
    )
    for option, words in (("--only", "run only these rewrites"), ("--keep", "run all rewrites but these")):
        parser.add_argument(option, action="append", default=[], metavar="NAMES", help=words)
    parser.add_argument("--until", metavar="NAME", help="run the rewrites up to this one, and with it")
    parser.add_argument("--level", choices=LEVELS, default="core", help="how much goes")
    parser.add_argument(
        "--exact", action="store_true", help="do as CPython does, whatever the Reference promises"
    )
    parser.add_argument("--target-version", metavar="3.X", help="behave as this Python where versions differ")
    parser.add_argument("--run", action="store_true", help="run what the cell has become, too")
    return parser


DESUGAR = parser_of_desugar()


def answer(shell: Shell, line: str, cell: str | None) -> Any:
    """What `%desugar` gives for its *line*, or `%%desugar` for a *cell*."""
    __tracebackhide__ = True
    asked = DESUGAR.parse_argstring(line)
    try:
        if cell is None:
            return definition(shell, asked)
        if asked.name:
            raise UsageError(f"'{asked.name}': a name is for %desugar; a cell is all of it")
        source = shell.transform_cell(cell)
        result = desugared(as_program(source)[0], "cell", asked)
        show_warnings("cell", result.warnings)
        if not asked.run:
            return result
        if has_await(source):
            raise UsageError(
                "a cell with `await` outside of functions can be shown, but not run: leave out --run"
            )
        display(result)
        kept, value = with_value_kept(source)
        code = desugared(kept, "cell", asked).code if value else result.code
    except UsageError as error:
        raise Misused(str(error)) from None
    except MVPyError as error:
        raise Unreadable(str(error)) from None
    return run_cell(shell, code, kept, value)


def run_cell(shell: Shell, code: str, source: str, value: str) -> Any:
    """Run *code*, which is desugared *source*; what that has bound to the name *value*."""
    __tracebackhide__ = True
    try:
        return run(code, source, f"<desugared cell {shell.execution_count}>", shell.user_ns, value)
    except UsageError as error:
        raise Misused(str(error)) from None


def definition(shell: Shell, asked: argparse.Namespace) -> Desugared:
    """What the function or class becomes that is *asked* for: the part of what its cell, or its file, becomes."""
    if not asked.name:
        raise UsageError("%desugar takes the name of a function or class; for a cell, it is %%desugar")
    if asked.run:
        raise UsageError("--run is for cells")
    cells = map(shell.transform_cell, shell.user_ns.get("In", ()))
    text, name, (first, last) = source_of(asked.name, shell.user_ns, cells)
    program, above = as_program(text)
    result = desugared(program, name, asked)
    code, source_map = cut(result.code, result.source_map, [(first + above, last + above)])
    return replace(result, code=code, source_map=source_map)


def desugared(text: str, name: str, asked: argparse.Namespace) -> Desugared:
    """What the program *text* becomes by the options *asked* for."""
    return mvpy.desugar(
        text,
        filename=name,
        only=names_in(asked.only),
        keep=names_in(asked.keep),
        until=asked.until,
        level=asked.level,
        target=version(asked.target_version),
        exact=asked.exact,
    )


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
