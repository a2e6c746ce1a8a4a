"""The reports of several interpreters as JSON, and back again.

    text = as_json(reports)      one flat list of results, with the versions of everything at the top
    reports = read(path)         the reports that such a file holds; `together` those of several files

The programs are in it, so whoever reads it needs neither them nor this machine.
"""

from __future__ import annotations

import json
import subprocess
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any

from mvpy.conform.report import Report, Titles, record
from mvpy.conform.results import VERDICTS, Case, Result
from mvpy.errors import SourceError
from mvpy.verification import Observation
from mvpy.verification.report import versions

SCHEMA = 1
ROOT = Path(__file__).parents[2]


def as_json(reports: Sequence[Report]) -> str:
    """What *reports* say."""
    programs = {one.case.name: one.case.text for report in reports for one in report.results}
    found = {
        "schema": SCHEMA,
        "versions": {**versions(), **commit(), **{report.host: report.version for report in reports}},
        "hosts": {report.host: host_record(report) for report in reports},
        "partial": any(report.partial for report in reports),
        "results": [record(result) for report in reports for result in report.results],
        "programs": programs,
    }
    return json.dumps(found, indent=1) + "\n"


def host_record(report: Report) -> dict[str, Any]:
    """What is said of one interpreter besides the results."""
    return {
        "version": report.version,
        "oracle": report.oracle,
        "partial": report.partial,
        "chosen": dict(report.chosen),
        "left_out": dict(report.untold),
        "on_purpose": report.on_purpose,
        "expectations": report.expectations,
        "skipped": dict(report.skipped),
    }


def commit() -> dict[str, str]:
    """The commit of a checkout, with "-dirty" behind it if files have changed since; nothing elsewhere."""
    if not (ROOT / ".git").exists():
        return {}
    command = ["git", "-C", str(ROOT), "describe", "--always", "--dirty", "--abbrev=40", "--exclude=*"]
    try:
        done = subprocess.run(command, capture_output=True, stdin=subprocess.DEVNULL, text=True, timeout=30)
    except (OSError, subprocess.TimeoutExpired):
        return {}
    return {"commit": done.stdout.strip()} if done.returncode == 0 else {}


def read(path: str, titles: Titles = lambda name: "") -> list[Report]:
    """The reports in the file at *path*; a SourceError that says why there are none."""
    try:
        found = json.loads(Path(path).read_bytes())
    except OSError as error:
        raise SourceError((error.strerror or str(error)).lower(), path) from None
    except ValueError:
        raise SourceError("it is no JSON", path) from None
    try:
        if found["schema"] != SCHEMA:
            raise SourceError(f"its schema is {found['schema']!r}, and not {SCHEMA}", path)
        results = [result_of(entry, found["programs"], found["hosts"]) for entry in found["results"]]
        return [
            report_of(name, about, [result for result in results if result.host == name], titles)
            for name, about in found["hosts"].items()
        ]
    except (KeyError, TypeError, AttributeError):
        raise SourceError("this is not what `mvpy conform --format json` writes", path) from None


def report_of(name: str, about: Mapping[str, Any], results: Sequence[Result], titles: Titles) -> Report:
    """The report on the host *name*, from its record and its results."""
    return Report(
        name,
        str(about["version"]),
        str(about["oracle"]),
        results,
        partial=str(about["partial"]),
        chosen=dict(about["chosen"]),
        untold=dict(about["left_out"]),
        titles=titles,
        on_purpose=str(about["on_purpose"]),
        expectations=str(about["expectations"]),
        skipped=dict(about["skipped"]),
    )


def result_of(entry: Mapping[str, Any], programs: Mapping[str, str], hosts: Mapping[str, Any]) -> Result:
    """The result that `record` has written down as *entry*."""
    name, host, verdict = str(entry["program"]), str(entry["host"]), str(entry["verdict"])
    own = "paths" in hosts[host]["chosen"]
    if verdict not in VERDICTS:
        raise KeyError(verdict)
    return Result(
        Case(name, Path(name), programs[name].encode("utf-8", "surrogatepass"), steady=not own),
        host,
        verdict,
        expected=seen(host, entry["expected"]),
        actual=seen(host, entry["actual"]),
        blame=tuple(map(str, entry["blame"])),
        together=bool(entry["together"]),
        missing=bool(entry["missing"]),
        form=str(entry["form"]),
        expected_to_fail=bool(entry["expected_to_fail"]),
        in_core=seen(host, entry["actual_core"]) if "actual_core" in entry else None,
        site=str(entry.get("site", "")),
        smaller=smaller_of(entry, hosts),
        seconds=float(entry["seconds"]),
    )


def smaller_of(entry: Mapping[str, Any], hosts: Mapping[str, Any]) -> Result | None:
    """The result for the smaller program that *entry* has, if it has one."""
    smaller = entry.get("reduced")
    return result_of(smaller, {smaller["program"]: smaller["text"]}, hosts) if smaller else None


def seen(host: str, text: str) -> Observation:
    """A run that has shown *text*; how it ended is a part of that."""
    return Observation(host, "finished", text.encode("utf-8", "backslashreplace"), status=0)


def together(files: Iterable[tuple[str, Sequence[Report]]]) -> list[Report]:
    """The reports of several *files*, with the name of each, as those of one run.

    Those on one interpreter, with programs that differ, are parts of one report (`--shard`); if two files have results
    for one program, there are two interpreters of that name, and the second is called after its file, too.
    """
    found: dict[str, Report] = {}
    for file, reports in files:
        for report in reports:
            name = report.host
            other = found.get(name)
            if other and is_part(other, report):
                found[name] = joined(other, report)
                continue
            number = 1
            while name in found:
                name = f"{report.host} ({Path(file).stem}{'' if number == 1 else f' {number}'})"
                number += 1
            found[name] = renamed(report, name)
    return list(found.values())


def is_part(one: Report, other: Report) -> bool:
    """Whether both are about one interpreter, and no program is in both."""
    names = {result.case.name for result in one.results}
    same = (one.version, one.oracle) == (other.version, other.oracle)
    return same and not any(result.case.name in names for result in other.results)


def joined(one: Report, other: Report) -> Report:
    """The results of both; which part each of them is, is no longer said."""
    results = sorted([*one.results, *other.results], key=lambda result: result.case.name)
    chosen = {name: words for name, words in one.chosen.items() if other.chosen.get(name) == words}
    partial = one.partial or other.partial
    untold, skipped = {**one.untold, **other.untold}, {**one.skipped, **other.skipped}
    return replace(one, results=results, partial=partial, chosen=chosen, untold=untold, skipped=skipped)


def renamed(report: Report, name: str) -> Report:
    """*report*, as one on the host *name*."""
    results = [replace(result, host=name) for result in report.results]
    return replace(report, host=name, results=results)
