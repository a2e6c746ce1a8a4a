"""What an interpreter is known to get wrong: so that a run fails only by what is new.

    found = expectations_for("micropython", "MicroPython 1.28.0")     those of the adapter, for that version
    found.marked(result)                                              the result, with `expected_to_fail`

They stand in `mvpy/hosts/expectations/NAME.toml`, with two tables for each version of the interpreter:

    ["MicroPython 1.28.0".skip]
    "coroutine/it_sleeps" = { reason = "it takes a minute there" }

    ["MicroPython 1.28.0".fail]
    "raise_from/a_text_is_no_cause" = { verdict = "construct", blame = ["raise_from"], reason = "no check", issue = "https://…" }

An entry stands on one line, so that `expectation_lines.py` can add and remove some and leave the rest as people wrote it.
"""

from __future__ import annotations

import tomllib
from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any

from mvpy.conform.expectation_lines import LONGEST, SEEN, Entry, entry_of, lines_of_entries
from mvpy.conform.results import VERDICTS, Result
from mvpy.errors import UsageError
from mvpy.hosts.adapter import SHIMS

FOLDER = SHIMS.parent / "expectations"
TABLES = ("skip", "fail")
FIELDS = {"skip": {"reason", "issue"}, "fail": {"verdict", "blame", "reason", "issue"}}
ENDS_BADLY = (
    "exit status: exit status 0 became "  # what comes behind that says more than what was not printed
)
NOW_AND_THEN = "unjudged"  # what is wrong in some runs may be right in this one


@dataclass(frozen=True)
class Expectations:
    """What an interpreter of this *version* is known to fail, and what is not run on it; NONE is that none are in use."""

    version: str = ""
    fail: Mapping[str, Entry] = field(default_factory=dict)
    skip: Mapping[str, Entry] = field(default_factory=dict)

    def marked(self, result: Result) -> Result:
        """*result*, with `expected_to_fail` if it is listed: with another verdict it is not what was expected."""
        known = self.fail.get(result.case.name)
        if known is None:
            return result
        if result.is_right:
            return replace(result, expected_to_fail=known.verdict != NOW_AND_THEN)
        return replace(result, expected_to_fail=known.verdict in ("", result.verdict))

    def after(self, results: Iterable[Result]) -> dict[str, dict[str, Entry]]:
        """The entries that list just what *results* got wrong; of programs that are not among them, those that are there."""
        fail = dict(self.fail)
        for result in results:
            name, known = result.case.name, self.fail.get(result.case.name)
            if not result.is_right:
                fail[name] = seen_again(known, result)
            elif known and known.verdict != NOW_AND_THEN:
                del fail[name]
        return {"skip": dict(self.skip), "fail": fail}


def seen_again(known: Entry | None, result: Result) -> Entry:
    """The entry for what *result* got wrong, with the words and the issue of what was *known*."""
    if known and (known.verdict, known.blame) == (result.verdict, result.blame):
        return known
    words = result.reason.rpartition(ENDS_BADLY)[2].removeprefix("stdout: ")
    reason = SEEN + (words if len(words) <= LONGEST else words[:LONGEST] + "...")
    if known and not known.reason.startswith(SEEN):
        reason = known.reason
    return Entry(reason, result.verdict, result.blame, known.issue if known else "")


NONE = Expectations()


def file_of(adapter: str) -> Path:
    """Where the expectations of *adapter* are, if there are any."""
    return FOLDER / f"{adapter}.toml"


def expectations_for(adapter: str, version: str, names: Collection[str]) -> Expectations:
    """Those of *adapter*, for this *version* or else the last one that is listed; *names* are those of the suite."""
    file = file_of(adapter)
    if not file.exists():
        return Expectations(version)
    text = file.read_text(encoding="utf-8")
    tables = read(text, str(file), names)
    listed = version if version in tables else next(reversed(tables), version)
    return Expectations(listed, **tables.get(listed, {}))


def read(text: str, file: str, names: Collection[str]) -> dict[str, dict[str, dict[str, Entry]]]:
    """The entries of the *text* of a *file*, by version and table; a UsageError that says what is wrong, and where."""
    try:
        data = tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        raise UsageError(f"{file}: {error}") from None
    found: dict[str, dict[str, dict[str, Entry]]] = {}
    for version, tables in data.items():
        found[version] = {table: {} for table in TABLES}
        for path, name, value in entries_in(version, tables):
            table = path[-1]
            try:
                found[version][table][name] = entry(table, name, value, names)
            except ValueError as error:
                raise UsageError(f"{place(file, text, (*path, name))}: {error}") from None
        both = found[version]["skip"].keys() & found[version]["fail"].keys()
        for name in sorted(both):
            where = place(file, text, (version, "fail", name))
            raise UsageError(f"{where}: '{name}' is skipped, so it cannot fail")
    return found


def entries_in(version: str, tables: Any) -> Iterator[tuple[tuple[str, ...], str, Any]]:
    """Each entry of the *tables* of a *version*: the table that it is in, its name, and what is said of it."""
    if not isinstance(tables, dict):
        tables = {"": {version: tables}}
    for table, entries in tables.items():
        for name, value in entries.items() if isinstance(entries, dict) else [(table, entries)]:
            yield (version, table), name, value


def entry(table: str, name: str, value: Any, names: Collection[str]) -> Entry:
    """The entry *name* of a *table*, with what is said of it, its *value*; a ValueError if that cannot be."""
    if table not in TABLES:
        raise ValueError(f"there are tables {' and '.join(TABLES)} below a version, and not '{table}'")
    if name not in names:
        raise ValueError(f"'{name}' is no program of the suite")
    facts = {"reason": value} if isinstance(value, str) else value
    if not isinstance(facts, dict) or facts.keys() - FIELDS[table]:
        raise ValueError(f"'{name}' has a table with {', '.join(sorted(FIELDS[table]))}, or a reason")
    blame = facts.get("blame", [])
    texts = [facts.get(one, "") for one in ("verdict", "reason", "issue")]
    if not isinstance(blame, list) or not all(isinstance(text, str) for text in [*texts, *blame]):
        raise ValueError(f"'{name}' has a blame that is a list of texts, and else texts")
    verdict, reason, _ = texts
    if not reason.strip():
        raise ValueError(f"'{name}' has no reason")
    if verdict and (verdict == "right" or verdict not in VERDICTS):
        raise ValueError(f"'{verdict}' is no verdict of what fails; there are {', '.join(VERDICTS)}")
    return entry_of(value)


def place(file: str, text: str, path: tuple[str, ...]) -> str:
    """The *file*, with the line of what is at this *path*, if it has one of its own."""
    line = lines_of_entries(text.split("\n")).get(path)
    return file if line is None else f"{file}:{line + 1}"
