"""What the programs of `mvpy conform` do on CPython, recorded in mvpy/conform/recorded.json.

    python tests/recorded_observations.py               records all programs on all of VERSIONS; they have to be here
    python tests/recorded_observations.py yield_from/   those that have this in their names

    python tests/recorded_observations.py --builds      anew only on BUILDS, those that are here

Each is run twice.  What is not the same twice is no program for the suite, and is said.

Of the versions in BUILDS there is none here but a build for WebAssembly.  It has no threads, no processes, and less stack.
So what a program does otherwise there than on older CPythons is recorded only if it ends as it does on these, or says that
Python has changed (`# Changed in:`), and does on CONTROL, the same kind of build of a version in VERSIONS, what it does on
that CPython itself.  Why others are not is in the record.
"""

from __future__ import annotations

import json
import os
import re
import sys
from collections.abc import Iterable, Iterator, Mapping
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from functools import cache
from typing import Any

from behaviour import CHANGED, text_of

from mvpy.conform import Case, suite
from mvpy.conform.recorded import (
    FILE,
    SLOW,
    Facts,
    Version,
    as_facts,
    as_observation,
    by_versions,
    hash_of,
    versions_in,
    whole_record,
)
from mvpy.conform.subject import observed, wrong
from mvpy.hosts import ADAPTERS
from mvpy.hosts.oracles import cpython
from mvpy.verification import CommandHost, NativeHost
from mvpy.verification.hosts import BROKE

VERSIONS = [(3, minor) for minor in range(8, 14)]
BUILDS = {(3, 14): "wasi314", (3, 15): "wasi315"}
CONTROL = "wasi312"
BUILDS_ONLY = "--builds"
SECONDS = 60.0
WHY = "not on WebAssembly"
LONGEST = 100  # characters of a reason


def seen_twice(host: NativeHost, case: Case) -> tuple[Facts, float]:
    """What is recorded of *case* on *host*, and how many seconds it took."""
    first, second = (observed(host, case, case.data, SECONDS) for _ in range(2))
    if as_facts(first) != as_facts(second):
        raise SystemExit(f"{case.name} does not do the same twice on {host.name}")
    return as_facts(first), min(first.seconds, second.seconds)


@dataclass(frozen=True)
class Recorder:
    """Records programs on *natives*, by their versions, and on *builds* for WebAssembly; *kept* is what was recorded before.

    Where *builds_only*, what was recorded on natives stays.
    """

    natives: Mapping[Version, NativeHost]
    builds: Mapping[Version, CommandHost]
    control: CommandHost | None
    kept: Mapping[str, Any]
    builds_only: bool

    def record_of(self, case: Case) -> dict[str, Any]:
        """What *case* does."""
        known = self.kept.get(case.name, {})
        known = known if known.get("hash") == hash_of(case.data) else {}
        seconds, facts = known.get("seconds", 0), facts_of(known, set(VERSIONS))
        if not known or not self.builds_only:
            seen = {v: seen_twice(host, case) for v, host in self.natives.items() if in_suite(case, v)}
            seconds = round(max((took for _, took in seen.values()), default=0), 1)
            facts = {version: facts for version, (facts, _) in seen.items()}
        facts |= facts_of(known, set(BUILDS) - set(self.builds))
        why = "" if self.builds else known.get(WHY, "")
        for version, host in self.builds.items():
            if in_suite(case, version):
                found, reason = self.on_a_build(host, case, facts)
                facts, why = {**facts, **({version: found} if found else {})}, why or reason
        time = {"seconds": seconds} if seconds >= SLOW else {}
        return {"hash": hash_of(case.data), **time, **by_versions(facts), **({WHY: why} if why else {})}

    def on_a_build(
        self, host: CommandHost, case: Case, facts: Mapping[Version, Facts]
    ) -> tuple[Facts | None, str]:
        """What *case*, which did *facts* elsewhere, does on *host*; or why that says nothing of its version."""
        seen = observed(host, case, case.data, SECONDS)
        newest = facts[max(facts)] if facts else None
        if newest and not wrong(as_observation("", newest, 0), seen):
            return newest, ""
        if seen.outcome not in ("finished", "raised") or (seen.status or 0) >= BROKE:
            return None, f"it breaks {host.name}"
        if as_facts(seen) != as_facts(observed(host, case, case.data, SECONDS)):
            return None, f"it does not do the same twice on {host.name}"
        why = ends_otherwise(case, host.name, as_facts(seen), newest) or self.on_all_builds(case, facts)
        return (None, why) if why else (as_facts(seen), "")

    def on_all_builds(self, case: Case, facts: Mapping[Version, Facts]) -> str:
        """What *case*, which did *facts* elsewhere, does otherwise on all such builds, as it seems; empty if it does not."""
        version = ADAPTERS[CONTROL].oracle
        if version not in facts:
            return ""
        if self.control is None:
            return f"{CONTROL} is not here"
        expected = as_observation("", facts[version], 0)
        return words(wrong(expected, observed(self.control, case, case.data, SECONDS)))


def ends_otherwise(case: Case, name: str, seen: Facts, newest: Facts | None) -> str:
    """Why the way in which *case* ends on the build of the adapter *name* is that build's own; empty if it is not.

    It is, unless the program ends so on the newest of the others, or well if none of these runs it, or says that Python
    has changed.
    """
    version = next((version for version, build in BUILDS.items() if build == name), None)
    changed = CHANGED.search(text_of(case.path))
    if changed and version and "%d.%d" % version in changed["versions"].split(", "):
        return ""
    if ending(seen) == ending(newest or {}):
        return ""
    kind, *words_of = seen.get("raised", ["exit status", str(seen.get("status", 0))])
    return words(f"it ends otherwise on {name}: {kind} {' '.join(words_of)}")


def ending(facts: Facts) -> tuple[int, str]:
    """How a run ended, of which *facts* tell: the exit status, and the type of the exception."""
    return facts.get("status", 0), facts.get("raised", [""])[0]


def adapter_host(name: str) -> CommandHost | None:
    """The host of the adapter *name*, if it is here."""
    adapter = ADAPTERS[name]
    command = adapter.find()
    if not command:
        return None
    host = adapter.host(command, NativeHost())
    return adapter.sooner.of(host) if adapter.sooner else host


def number_of(name: str) -> str:
    """What the record calls the build of the adapter *name*: "3.14 for WASI, pyeryx 0.11.0"."""
    adapter = ADAPTERS[name]
    return adapter.version(adapter.find()).removeprefix("Python ")


def facts_of(known: Mapping[str, Any], versions: set[Version]) -> dict[Version, Facts]:
    """What is *known* of a program on these *versions*."""
    return {
        version: facts
        for text, facts in known.items()
        if isinstance(facts, dict)
        for version in versions_in(text) & versions
    }


def in_suite(case: Case, version: Version) -> bool:
    """Whether *case* is in the suite for *version*."""
    return case.name in names_for(version)


@cache
def names_for(version: Version) -> frozenset[str]:
    """The names of the suite for *version*."""
    return frozenset(case.name for case in suite(version))


def words(reason: str) -> str:
    """*reason*, on one line that is not too long, without addresses."""
    text = re.sub(r"0x[0-9A-Fa-f]+|/tmp/\S+", "...", " ".join(reason.split()))
    return text if len(text) <= LONGEST else text[:LONGEST] + "..."


def recorded(names: Iterable[str], recorder: Recorder) -> Iterator[tuple[str, Any]]:
    """The programs that have one of *names* in theirs, and what is recorded of each."""
    cases = [case for case in suite(max(BUILDS)) if any(part in case.name for part in names)]
    with ThreadPoolExecutor(os.cpu_count()) as pool:
        yield from zip((case.name for case in cases), pool.map(recorder.record_of, cases))


def written(pythons: Mapping[str, str], programs: Mapping[str, Any]) -> str:
    """The text of the record: one line for each of *programs*."""
    lines = [
        f"{json.dumps(name)}: {json.dumps(programs[name], ensure_ascii=False)}" for name in sorted(programs)
    ]
    return f'{{"pythons": {json.dumps(pythons)},\n"programs": {{\n' + ",\n".join(lines) + "\n}}\n"


def main() -> None:
    names = [word for word in sys.argv[1:] if word != BUILDS_ONLY]
    found = {version: cpython(version) for version in VERSIONS}
    lacking = ["%d.%d" % version for version, host in found.items() if host is None]
    if lacking:
        raise SystemExit(f"there is no CPython {', '.join(lacking)} here")
    natives = {version: host for version, host in found.items() if host}
    builds = {version: host for version, name in BUILDS.items() if (host := adapter_host(name))}
    before = whole_record() if FILE.exists() else {"pythons": {}, "programs": {}}
    numbers = {"%d.%d" % version: host.name.split()[1] for version, host in natives.items()}
    pythons = {**before["pythons"], **numbers, **{"%d.%d" % v: number_of(BUILDS[v]) for v in builds}}
    if names and before["programs"] and before["pythons"] != {**before["pythons"], **numbers}:
        raise SystemExit("the record is of other CPythons: record all programs again")
    recorder = Recorder(natives, builds, adapter_host(CONTROL), before["programs"], BUILDS_ONLY in sys.argv)
    new = dict(recorded(names or [""], recorder))
    still = {case.name for case in suite(max(BUILDS))}
    programs = {**(before["programs"] if names else {}), **new}
    programs = {name: facts for name, facts in programs.items() if name in still}
    FILE.write_text(written(pythons, programs), encoding="utf-8")
    print(f"{len(new)} programs on {len(natives) + len(builds)} CPythons; {len(programs)} are in {FILE}")


if __name__ == "__main__":
    main()
