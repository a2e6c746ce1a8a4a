"""What the programs of the suite do on CPython, recorded: so that no CPython of an interpreter's version has to be here.

    recorded_on((3, 8))         what CPython 3.8 did; None if that was not recorded
    recorded_on(...).right(case)    what it did with one program; None unless that has the very bytes that were run

The record is `recorded.json`, which `tests/recorded_observations.py` writes.  For each program it has a hash of its
bytes, and what was seen, once for all versions that do the same: {"hash": ..., "3.8-3.11": {...}, "3.12-3.13": {...}}.
It holds what conformance compares, and what a report shows: the standard output, the exit status, the exception.

Of versions of which there is none but a build for WebAssembly, the number says so: "3.14 for WASI, ...".  What such a
build cannot do is not recorded.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from functools import cache
from hashlib import sha256
from pathlib import Path
from typing import Any

from mvpy.conform.results import Case
from mvpy.verification import Observation
from mvpy.verification.observe import Raised

Version = tuple[int, int]
Facts = dict[str, Any]

FILE = Path(__file__).with_name("recorded.json")
FOLDER = "/app"  # where a program lay, for the record
ADDRESS = re.compile(r"\bat 0x[0-9A-Fa-f]+")
SLOW = 0.2  # seconds; that a program takes less is not recorded
QUICK = 0.1  # seconds, which are assumed then


@dataclass(frozen=True)
class Recorded:
    """What the CPython *number*, "3.8.18", did with each of *programs*."""

    version: Version
    number: str
    programs: Mapping[str, Facts] = field(repr=False)

    @property
    def name(self) -> str:
        """What a report calls it."""
        return f"CPython {self.number}, recorded"

    def right(self, case: Case) -> Observation | None:
        """What *case* did there; None if it is not recorded as it is."""
        known = self.programs.get(case.name) if case.steady else None
        if known is None or known["hash"] != hash_of(case.data):
            return None
        for versions, facts in known.items():
            if isinstance(facts, dict) and self.version in versions_in(versions):
                return as_observation(self.name, facts, known.get("seconds", QUICK))
        return None


def recorded_on(version: Version) -> Recorded | None:
    """The record of CPython *version*."""
    record = whole_record()
    number = record["pythons"].get("%d.%d" % version)
    return Recorded(version, number, record["programs"]) if number else None


def recorded_versions() -> list[Version]:
    """The versions that are recorded, from the oldest to the newest."""
    return sorted(version_of_text(text) for text in whole_record()["pythons"])


def newest_on_a_system() -> Version:
    """The newest version of which what is recorded is that of a CPython for a system with threads and processes."""
    pythons = whole_record()["pythons"]
    return max(version_of_text(text) for text, number in pythons.items() if " " not in number)


def nearest(version: Version) -> Version:
    """The version that is recorded and is next to *version*."""
    return min(recorded_versions(), key=lambda one: abs(one[0] - version[0]) * 100 + abs(one[1] - version[1]))


@cache
def whole_record() -> dict[str, Any]:
    """The record, as it is in its file."""
    found: dict[str, Any] = json.loads(FILE.read_text(encoding="utf-8"))
    return found


def hash_of(data: bytes) -> str:
    """What tells whether a program is the one that was run."""
    return sha256(data).hexdigest()[:16]


# --- an observation, as a record has it -----------------------------------------------------------


def as_facts(seen: Observation) -> Facts:
    """What a record has of the run *seen*: nothing that is another each time."""
    facts: Facts = {"stdout": without_places(seen.stdout.decode("utf-8", "backslashreplace"), seen)}
    if seen.status:
        facts["status"] = seen.status
    if seen.raised:  # the arguments of a SyntaxError are its message and where that is
        args = seen.raised.args[:1] if seen.stage == "compile" else seen.raised.args
        facts["raised"] = [seen.raised.type, *(without_places(text, seen) for text in args)]
    if seen.stage != "run":
        facts["stage"] = seen.stage
    if seen.outcome not in ("finished", "raised"):
        facts["outcome"] = seen.outcome
    return facts


def without_places(text: str, seen: Observation) -> str:
    """*text* of the run *seen*, without the folder in which it was, and without addresses."""
    text = ADDRESS.sub("at 0x", text)
    return text.replace(seen.folder, FOLDER) if seen.folder else text


def as_observation(host: str, facts: Facts, seconds: float) -> Observation:
    """The run that *facts* tell of, on the *host* of this name; it took so many *seconds*."""
    raised = facts.get("raised", ())
    return Observation(
        host=host,
        outcome=facts.get("outcome", "raised" if raised else "finished"),
        stdout=facts["stdout"].encode("utf-8"),
        status=facts.get("status", 0),
        chain=(Raised(raised[0], tuple(raised[1:])),) if raised else (),
        stage=facts.get("stage", "run"),
        seconds=seconds,
        folder=FOLDER,
    )


# --- versions that do the same --------------------------------------------------------------------


def by_versions(seen: Mapping[Version, Facts]) -> dict[str, Facts]:
    """What was *seen* on each version, once for all that do the same."""
    groups: list[tuple[list[Version], Facts]] = []
    for version in sorted(seen):
        same = next((versions for versions, facts in groups if facts == seen[version]), None)
        if same is None:
            groups.append(([version], seen[version]))
        else:
            same.append(version)
    return {text_of_versions(versions): facts for versions, facts in groups}


def text_of_versions(versions: Iterable[Version]) -> str:
    """Several *versions*, in order: "3.8-3.10, 3.12"."""
    runs: list[list[Version]] = []
    for version in versions:
        if runs and version == (runs[-1][-1][0], runs[-1][-1][1] + 1):
            runs[-1].append(version)
        else:
            runs.append([version])
    return ", ".join("-".join("%d.%d" % one for one in dict.fromkeys((run[0], run[-1]))) for run in runs)


@cache
def versions_in(text: str) -> frozenset[Version]:
    """The versions of "3.8-3.10, 3.12"."""
    found = set()
    for part in text.split(", "):
        first, _, last = part.partition("-")
        (major, low), (_, high) = version_of_text(first), version_of_text(last or first)
        found |= {(major, minor) for minor in range(low, high + 1)}
    return frozenset(found)


def version_of_text(text: str) -> Version:
    """ "3.8" as (3, 8)."""
    major, _, minor = text.partition(".")
    return int(major), int(minor)
