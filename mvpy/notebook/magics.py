"""The magics of `%load_ext mvpy`.

%%desugar --only for     shows what this cell becomes; with --run, it is run, too
%desugar FUNCTION        shows what a function or a class becomes
%%explain                tells what the constructs in this cell come down to
%explain FUNCTION        tells it of a function or a class
"""

from __future__ import annotations

from argparse import Namespace
from collections.abc import Callable
from dataclasses import replace
from typing import Any, Protocol

from IPython.core.error import UsageError as Misused
from IPython.display import display

import mvpy
from mvpy.command.explanation_lines import sought
from mvpy.command.options import is_known
from mvpy.command.parts import cut
from mvpy.command.rewrite_names import full_names
from mvpy.command.terminal import show_warnings
from mvpy.errors import MVPyError, UsageError
from mvpy.explain.explaining import Wish, explained
from mvpy.notebook.cells import as_program, has_await
from mvpy.notebook.definitions import source_of
from mvpy.notebook.explanations import Explained
from mvpy.notebook.magic_options import DESUGAR, EXPLAIN, lines_in, names_in, version
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
    for name, parser, of_cell, of_name in (
        ("desugar", DESUGAR, desugared_cell, desugared_name),
        ("explain", EXPLAIN, explained_cell, explained_name),
    ):
        magic = magic_of(shell, name, parser, of_cell, of_name)
        magic.__doc__ = parser.format_help()
        shell.register_magic_function(magic, "line_cell", name)


def magic_of(
    shell: Shell,
    name: str,
    parser: Any,
    of_cell: Callable[[Shell, Namespace, str], Any],
    of_name: Callable[[Shell, Namespace], Any],
) -> Callable[..., Any]:
    """The magic *name*, whose line the *parser* reads: what it does with a cell, and what with a name."""

    def magic(line: str, cell: str | None = None) -> Any:
        __tracebackhide__ = True  # for IPython's
        asked = parser.parse_argstring(line)
        try:
            if cell is not None and asked.name:
                raise UsageError(f"'{asked.name}': a name is for %{name}; a cell is all of it")
            if cell is None and not asked.name:
                raise UsageError(f"%{name} takes the name of a function or class; for a cell, it is %%{name}")
            return of_name(shell, asked) if cell is None else of_cell(shell, asked, cell)
        except UsageError as error:
            raise Misused(str(error)) from None
        except MVPyError as error:
            raise Unreadable(str(error)) from None

    return magic


# desugar


def desugared_cell(shell: Shell, asked: Namespace, cell: str) -> Any:
    """What the *cell* becomes; if that is *asked*, it is shown and run, and this is the value of the cell."""
    __tracebackhide__ = True
    source = shell.transform_cell(cell)
    result = desugared(as_program(source)[0], "cell", asked)
    show_warnings("cell", result.warnings)
    if not asked.run:
        return result
    if has_await(source):
        raise UsageError(
            "a cell with `await` outside of functions can be shown, but not run: leave out --run"
        )
    if asked.exact:
        raise UsageError(
            "an exact output has names among the builtins: it can be shown, but not run; leave out --run"
        )
    display(result)
    kept, value = with_value_kept(source)
    code = desugared(kept, "cell", asked).code if value else result.code
    return run(code, kept, f"<desugared cell {shell.execution_count}>", shell.user_ns, value)


def desugared_name(shell: Shell, asked: Namespace) -> Desugared:
    """What the function or class becomes that is *asked* for: the part of what its cell, or its file, becomes."""
    if asked.run:
        raise UsageError("--run is for cells")
    text, name, lines = source_asked(shell, asked)
    result = desugared(text, name, asked)
    code, source_map = cut(result.code, result.source_map, [lines])
    return replace(result, code=code, source_map=source_map)


def desugared(text: str, name: str, asked: Namespace) -> Desugared:
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


def source_asked(shell: Shell, asked: Namespace) -> tuple[str, str, tuple[int, int]]:
    """The program in which the function or class stands that is *asked* for, its name, and the lines there."""
    cells = map(shell.transform_cell, shell.user_ns.get("In", ()))
    text, name, (first, last) = source_of(asked.name, shell.user_ns, cells)
    program, above = as_program(text)
    return program, name, (first + above, last + above)


# explain


def explained_cell(shell: Shell, asked: Namespace, cell: str) -> Explained:
    """What the constructs of the *cell* come down to."""
    program, above = as_program(shell.transform_cell(cell))
    lines = lines_in(asked.line)
    if lines or above:
        first, last = lines or (1, program.count("\n") + 1)
        return explained_lines(program, "cell", (first + above, last + above), asked, lines)
    return explained_lines(program, "cell", None, asked, None)


def explained_name(shell: Shell, asked: Namespace) -> Explained:
    """What the constructs of the function or class come down to that is *asked* for."""
    if asked.line:
        raise UsageError("--line is for cells")
    program, name, lines = source_asked(shell, asked)
    return explained_lines(program, name, lines, asked, lines)


def explained_lines(
    text: str,
    name: str,
    lines: tuple[int, int] | None,
    asked: Namespace,
    called: tuple[int, int] | None,
) -> Explained:
    """What the constructs on these *lines* of the program *text* come down to, by the options *asked* for.

    If there is nothing, the lines are *called* so; without that, it was all that was asked for.
    """
    target = version(asked.target_version)
    if target is not None and not is_known(target):
        raise UsageError(f"--target-version is a version from 3.8 to 3.15, not '{asked.target_version}'")
    only = full_names(names_in(asked.construct))
    wish = Wish(only, lines, every=asked.all, noise=asked.all, exact=asked.exact)
    return Explained(explained(text, filename=name, target=target, wish=wish), sought(only, called))
