"""What interpreters get wrong as annotations, which GitHub shows beside the lines of a change.

    ::error file=tests/a.py,title=micropython%3A raise_from::your `from` clause of `raise` does something else

It takes these commands from the output of a step, and shows the first ten errors of each, so a construct that MVPy's
own programs find wrong is one error; but each program of one's own has its own.

https://docs.github.com/en/actions/reference/workflows-and-actions/workflow-commands
"""

from __future__ import annotations

import os
from collections.abc import Iterator, Sequence

from mvpy.conform.report import Report, groups
from mvpy.conform.results import Result, shown
from mvpy.verification.report import number_of, printable

DATA = {"%": "%25", "\r": "%0D", "\n": "%0A"}
PROPERTY = {**DATA, ":": "%3A", ",": "%2C"}


def as_annotations(reports: Sequence[Report]) -> Iterator[str]:
    """The lines for *reports*: the commands, then the summary of each."""
    for report in reports:
        new = [result for result in report.results if not result.expected_to_fail]
        known = [result for result in report.results if result.expected_to_fail]
        for _, results in (*groups(new), *groups(known)):
            if results[0].case.steady:
                yield error(report, results[0], len(results) - 1)
            else:
                yield from (error(report, result, 0) for result in results)
        if report.partial:
            yield command("warning", report.partial, title=f"{report.host}: this is a part only")
        yield from map(printable, report.summary())


def error(report: Report, result: Result, others: int) -> str:
    """The command for one *result*; so many *others* are like it."""
    more = f"\nand {number_of(others, 'other program')}" if others else ""
    words = f"{report.sentence(result)}\nprogram: {result.case.name}{more}"
    words += f"\nexpected:\n{shown(result.expected)}actual:\n{shown(result.actual)}"
    title = f"{report.host}: {', '.join(result.blame) or result.verdict}"
    kind = "notice" if result.expected_to_fail else "error"  # what is known fails no run
    return command(kind, words.rstrip("\n"), file=place(result), title=title)


def place(result: Result) -> str:
    """The file of the program, from the current folder; empty if it is not below it."""
    try:
        path = os.path.relpath(result.case.path)
    except ValueError:  # on another drive
        return ""
    return "" if path.startswith("..") or not os.path.isfile(path) else path.replace(os.sep, "/")


def command(name: str, words: str, **properties: str) -> str:
    """A command of this *name* with these *properties*, those that are not empty."""
    given = ",".join(f"{key}={escaped(text, PROPERTY)}" for key, text in properties.items() if text)
    return f"::{name} {given}::{escaped(words, DATA)}"


def escaped(words: str, table: dict[str, str]) -> str:
    """*words* with references for what ends or parts commands, and escapes for what nobody can see."""
    return "".join(table.get(char, char) for char in printable(words))
