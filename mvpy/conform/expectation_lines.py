"""Expectations, line by line: entries are added, removed and written anew, and all other lines stay as they are.

updated(text, version, entries)     the text of a file in which this version has just these entries
"""

from __future__ import annotations

import json
import re
import tomllib
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

HEADER = re.compile(r"\s*\[[^\[].*\]\s*(#.*)?$")
ENTRY = re.compile(r"""\s*("(?:[^"\\]|\\.)*"|'[^']*'|[\w-]+)\s*=""")
SEEN = "seen: "  # how a reason begins that is nobody's words, but what a run has shown
LONGEST = 100  # characters of what it says then

Path = tuple[str, ...]
Tables = Mapping[str, Mapping[str, "Entry"]]


@dataclass(frozen=True)
class Entry:
    """What is said of a program: why it fails or is skipped; the verdict and the blame that were seen, if any were."""

    reason: str
    verdict: str = ""
    blame: tuple[str, ...] = ()
    issue: str = ""

    def line(self, name: str) -> str:
        """The line for the program *name*."""
        facts = {"verdict": self.verdict, "blame": self.blame, "reason": self.reason, "issue": self.issue}
        told = ", ".join(f"{fact} = {as_toml(value)}" for fact, value in facts.items() if value)
        return f"{as_toml(name)} = {{ {told} }}"


def as_toml(value: str | Sequence[str]) -> str:
    """A text, or a list of them."""
    if isinstance(value, str):  # as in JSON, but for one character
        return json.dumps(value, ensure_ascii=False).replace("\x7f", "\\u007f")
    return f"[{', '.join(map(as_toml, value))}]"


def updated(text: str, version: str, tables: Tables) -> str:
    """*text*, where the entries of this *version* are those of *tables*; a ValueError if that cannot be written."""
    lines = text.split("\n")
    for table, entries in tables.items():
        if entries and not has_table(lines, (version, table)):
            lines = [*without_empty_end(lines), "", f"[{as_toml(version)}.{table}]", ""]
        lines = with_entries(lines, (version, table), entries)
    new = "\n".join([*without_empty_end(lines), ""])
    if entries_of(new).get(version, {}) != {table: entries for table, entries in tables.items() if entries}:
        raise ValueError("it has an entry that does not stand on one line")
    return new


def with_entries(lines: list[str], path: Path, entries: Mapping[str, Entry]) -> list[str]:
    """*lines*, where the table at *path* has just these *entries*."""
    there = {found[-1]: line for found, line in lines_of_entries(lines).items() if found[:-1] == path}
    new = list(lines)
    for name, line in there.items():
        if name in entries and said_in(lines[line]) != entries[name]:
            new[line] = entries[name].line(name) + comment_of(lines[line])
    gone = {line for name, line in there.items() if name not in entries}
    added = {name: entries[name].line(name) for name in entries if name not in there}
    start = end_of_header(lines, path)
    put: dict[int, list[str]] = {}
    for name, text in sorted(added.items()):
        put.setdefault(place_for(lines, name, there, start), []).append(text)
    result = []
    for number, text in enumerate([*new, ""]):
        result += put.get(number, [])
        if number not in gone:
            result.append(text)
    return result[:-1]


def place_for(lines: Sequence[str], name: str, there: Mapping[str, int], start: int) -> int:
    """Before which line the entry *name* goes: that of the first larger one and its comments, or behind all, or at *start*."""
    larger = [line for other, line in there.items() if other > name]
    if larger:
        place = min(larger)
        while place > start and lines[place - 1].lstrip().startswith("#"):
            place -= 1
        return place
    return max(there.values()) + 1 if there else start


def has_table(lines: Sequence[str], path: Path) -> bool:
    """Whether there is a header of the table at *path*."""
    return any(found == path for _, found in headers(lines))


def end_of_header(lines: Sequence[str], path: Path) -> int:
    """The line below the header of the table at *path*, or below the last line if there is none."""
    return next((number + 1 for number, found in headers(lines) if found == path), len(lines))


def headers(lines: Sequence[str]) -> Iterator[tuple[int, Path]]:
    """The lines that begin a table, and its path."""
    for number, line in enumerate(lines):
        if HEADER.match(line):
            yield number, path_in(line)


def lines_of_entries(lines: Sequence[str]) -> dict[Path, int]:
    """The line of each entry, by the path of its table and its name."""
    found: dict[Path, int] = {}
    table: Path = ()
    for number, line in enumerate(lines):
        if HEADER.match(line):
            table = path_in(line)
        elif match := ENTRY.match(line):
            found[(*table, *path_in(f"[{match[1]}]"))] = number
    return found


def path_in(header: str) -> Path:
    """The names in a line that begins a table."""
    found: list[str] = []
    data: Any = parsed(header)
    while isinstance(data, dict) and data:
        ((name, data),) = data.items()
        found.append(name)
    return tuple(found)


def parsed(text: str) -> dict[str, Any]:
    """What *text* says in TOML; nothing if it is none."""
    try:
        return tomllib.loads(text)
    except tomllib.TOMLDecodeError:
        return {}


def said_in(line: str) -> Entry | None:
    """The entry on this *line*; None if it is not whole."""
    return next(map(entry_of, parsed(line).values()), None)


def entry_of(value: str | dict[str, Any]) -> Entry:
    """The entry of which a file says this *value*: a reason, or a table."""
    facts = {"reason": value} if isinstance(value, str) else value
    return Entry(**{**facts, "blame": tuple(facts.get("blame", ()))})


def comment_of(line: str) -> str:
    """The comment that ends a *line*, with the space before it."""
    for place in [at for at, letter in enumerate(line) if letter == "#"]:
        if parsed(line[:place]):
            before = line[:place].rstrip()
            return line[len(before) :]
    return ""


def entries_of(text: str) -> dict[str, dict[str, dict[str, Entry]]]:
    """All entries of *text*, by version and table; no table that is empty."""
    return {
        version: {
            table: {name: entry_of(value) for name, value in entries.items()}
            for table, entries in tables.items()
            if entries
        }
        for version, tables in parsed(text).items()
    }


def without_empty_end(lines: list[str]) -> list[str]:
    """*lines* without the empty ones at the end."""
    count = len(lines)
    while count and not lines[count - 1].strip():
        count -= 1
    return lines[:count]
