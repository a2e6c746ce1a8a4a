"""`mvpy check`: are programs strict core, or, with `--for`, does a host read them?"""

from __future__ import annotations

import json
import os
import sys
from collections.abc import Sequence
from typing import Any, NamedTuple
from xml.etree import ElementTree

import click

from mvpy.command.base import Command
from mvpy.command.batch import judged, outcomes
from mvpy.command.exit_codes import BROKEN, FINDINGS, FINE, UNUSABLE
from mvpy.command.jobs import Job, Outcome
from mvpy.command.options import Options
from mvpy.command.parameters import CONFIG, FOR, FORMAT, JOBS, PATHS, QUIET
from mvpy.command.program_files import programs_at
from mvpy.command.terminal import files, progress, say
from mvpy.command.versions import versions
from mvpy.errors import UsageError
from mvpy.machine.lowering import Lowering


@click.command(cls=Command)
@PATHS
@FOR
@FORMAT
@JOBS
@QUIET
@CONFIG
@click.pass_context
def check(
    ctx: click.Context,
    paths: Sequence[str],
    for_: Lowering | None,
    format_: str,
    jobs: int | None,
    quiet: bool,
    config: str | None,
) -> None:
    """Say whether programs are strict core, or with --for, whether a host reads them.

    Each place where that is not so is listed.
    """
    if not paths:
        raise UsageError("no program: give files, a folder, or - for standard input")
    if paths.count("-") > 1:
        raise UsageError("standard input can be read only once")
    programs, missing = programs_at(paths)
    options = Options(lowering=for_)
    work = [
        (
            Job("<stdin>", data=sys.stdin.buffer.read(), options=options)
            if path == "-"
            else Job(path, path, options=options)
        )
        for path in programs
    ]
    words = CORE if for_ is None else READ
    judging = outcomes(work, jobs or os.cpu_count() or 1, say, judged)
    results = list(progress(judging, "checking", 0 if quiet else len(work)))
    for message in [*missing, *(outcome.message for outcome in results if outcome.message)]:
        say(message)
    show_judgements(results, format_, words)
    if not quiet and results:
        say(judgement(results, words))
    bad = [outcome for outcome in results if outcome.message]
    if any(outcome.status == "broken" for outcome in bad):
        ctx.exit(BROKEN)
    ctx.exit(UNUSABLE if bad or missing else FINDINGS if any(outcome.places for outcome in results) else FINE)


class Words(NamedTuple):
    """What is said of a file in which there is no place, and of one in which there are; and how the summary begins."""

    good: str
    bad: str
    summary: str


CORE = Words("core", "not core", "strict core")
READ = Words("read", "not read", "read")


def show_judgements(results: Sequence[Outcome], format_: str, words: Words) -> None:
    """The places that are not what *words* say, as lines, or as JSON or JUnit XML with one record for each file."""
    if format_ == "text":
        for outcome in results:
            for line, column, construct in outcome.places:
                click.echo(f"{outcome.name}:{line}:{column}: {construct}")
        return
    records = [judgement_record(outcome, words) for outcome in results]
    if format_ == "json":
        click.echo(json.dumps({"schema": 1, "versions": versions(), "results": records}, indent=2))
    else:
        click.echo(junit(records, words))


def judgement_record(outcome: Outcome, words: Words) -> dict[str, Any]:
    """One file's result: core, not core, or error; or what *words* say for it."""
    places = [
        {"line": line, "column": column, "construct": construct} for line, column, construct in outcome.places
    ]
    state = "error" if outcome.message else words.bad if places else words.good
    return {"file": outcome.name, "outcome": state, "reason": outcome.message, "places": places}


def junit(records: Sequence[dict[str, Any]], words: Words) -> str:
    """*records* as JUnit XML, in ASCII, so that it is right whatever the locale."""
    from mvpy.verification.report import printable  # start-up: all of verification

    suite = ElementTree.Element("testsuite", name="mvpy check", tests=str(len(records)))
    for record in records:
        case = ElementTree.SubElement(suite, "testcase", name=printable(record["file"]))
        if record["outcome"] == "error":
            ElementTree.SubElement(case, "error", message=printable(record["reason"]))
        elif record["outcome"] == words.bad:
            places = record["places"]
            count = "1 place is" if len(places) == 1 else f"{len(places)} places are"
            failure = ElementTree.SubElement(case, "failure", message=f"{count} {words.bad}")
            failure.text = "\n".join(
                f"{place['line']}:{place['column']}: {place['construct']}" for place in places
            )
    for kind in ("error", "failure"):
        suite.set(f"{kind}s", str(len(suite.findall(f"testcase/{kind}"))))
    ElementTree.indent(suite)
    written: bytes = ElementTree.tostring(suite, "us-ascii", xml_declaration=False)
    return written.decode()


def judgement(results: Sequence[Outcome], words: Words) -> str:
    """The one line about all of *results*."""
    core = sum(not outcome.places and not outcome.message for outcome in results)
    not_core = sum(bool(outcome.places) for outcome in results)
    parts = [f"{core} {words.summary}"] if core else []
    parts += [f"{not_core} {words.bad}"] if not_core else []
    lost = sum(outcome.status == "lost" for outcome in results)
    bad = len(results) - core - not_core - lost
    parts += [f"{bad} couldn't be read"] if bad else []
    parts += [f"{lost} lost to a killed process"] if lost else []
    return f"{files(len(results))}: {', '.join(parts)}"
