"""What `mvpy conform` tells, in which format and where; `--from` and `--compare`."""

from __future__ import annotations

import sys
from collections.abc import Iterator, Sequence
from itertools import chain
from pathlib import Path
from typing import TYPE_CHECKING

from mvpy.command.exit_codes import FINDINGS, FINE
from mvpy.command.terminal import say
from mvpy.command.writing import Failure, Write, write_files
from mvpy.conform.annotations import as_annotations
from mvpy.conform.changes import as_json as changes_as_json, changes_between
from mvpy.conform.junit import as_junit
from mvpy.conform.page import page
from mvpy.conform.records import as_json, commit, read, together
from mvpy.conform.report import Report
from mvpy.errors import SourceError
from mvpy.explain.rewrite_words import title_of
from mvpy.rewrites import ORDER
from mvpy.verification.report import speakable

if TYPE_CHECKING:  # it tells what this tells
    from mvpy.command.conform_choice import CommandLine


def title(name: str) -> str:
    """The title of the rewrite *name*; empty for what is none."""
    return title_of(name) if name in ORDER else ""


def never_run(name: str, why: str) -> Report:
    """The report on a host on which no program was run, and why."""
    return Report(name, "", "", [], why)


class Teller:
    """Takes one report after the other, and tells them: text at once, since it is read meanwhile; all else at the end."""

    def __init__(self, options: CommandLine) -> None:
        self.options = options
        self.reports: list[Report] = []
        self.at_once = options.format_ == "text" and options.output is None

    def add(self, report: Report) -> None:
        """Take a *report*, or tell it."""
        if self.at_once and was_run(report):
            write(in_lines(iter(between(any(map(was_run, self.reports)), report))), self.options)
        self.reports.append(report)

    def finish(self, names: Sequence[str] = ()) -> None:
        """Tell what was not told yet; the hosts *names* that have no report were interrupted."""
        missing = [name for name in names if name not in {report.host for report in self.reports}]
        self.reports += [never_run(name, "it was interrupted") for name in missing]
        if not self.at_once and self.reports:
            tell(self.reports, self.options)


def was_run(report: Report) -> bool:
    """Whether there is something to say in words; why a host ran nothing has been said."""
    return bool(report.oracle)


def between(others: bool, report: Report) -> list[str]:
    """The lines of *report*, with an empty one above if there are *others*."""
    return [*([""] if others else []), *report.lines()]


def tell(reports: Sequence[Report], options: CommandLine) -> None:
    """Write what *reports* say to where the options want it, and then, in short, what is in the file."""
    write(written(reports, options.format_), options)
    if options.output is not None and not options.quiet:
        for line in chain.from_iterable(report.summary() for report in reports if was_run(report)):
            say(line)


def written(reports: Sequence[Report], format_: str) -> str:
    """What *reports* say, in this format."""
    match format_:
        case "json":
            return as_json(reports)
        case "junit":
            return as_junit(reports)
        case "github":
            return in_lines(as_annotations(reports))
        case "html":
            return page(reports, commit().get("commit", ""))
        case _:
            told = filter(was_run, reports)
            return in_lines(chain.from_iterable(between(bool(n), one) for n, one in enumerate(told)))


def in_lines(lines: Iterator[str]) -> str:
    """All *lines* as one text."""
    return "".join(f"{line}\n" for line in lines)


def write(text: str, options: CommandLine) -> None:
    """Write *text* to the file that the options name, all of it or nothing; else to standard output."""
    if options.output is None:
        speakable(sys.stdout)
        sys.stdout.write(text)
        sys.stdout.flush()
        return
    failures: list[Failure] = []
    write_files([Write(Path(options.output), text.encode("utf-8", "backslashreplace"))], failures)
    if failures:
        raise SourceError(failures[0].words.removeprefix(f"{options.output}: "), options.output)


def tell_again(options: CommandLine) -> int:
    """`--from`: what the files say, as if it had just been found out; 0, for nothing was."""
    tell(together([(path, read(path, title)) for path in options.from_]), options)
    return FINE


def compare(options: CommandLine) -> int:
    """`--compare`: what is different between two files; 1 if something got worse."""
    assert options.compare
    old, new = options.compare
    changes = changes_between((old, read(old)), (new, read(new)))
    if options.format_ == "json":
        write(changes_as_json(changes), options)
    else:
        write(in_lines(chain.from_iterable(one.lines() for one in changes)), options)
    return FINDINGS if any(one.of_kind("worse") for one in changes) else FINE
