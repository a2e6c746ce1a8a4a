"""What the programs of `mvpy conform` do on CPython, recorded in mvpy/conform/recorded.json.

    python tests/recorded_observations.py               records all programs on all of VERSIONS; they have to be here
    python tests/recorded_observations.py yield_from/   those that have this in their names

Each is run twice.  What is not the same twice is no program for the suite, and is said.
"""

from __future__ import annotations

import json
import sys
from collections.abc import Iterable, Iterator
from concurrent.futures import ThreadPoolExecutor
from typing import Any

from mvpy.conform import Case, suite
from mvpy.conform.recorded import FILE, SLOW, as_facts, by_versions, hash_of, whole_record
from mvpy.conform.subject import observed
from mvpy.hosts.oracles import cpython
from mvpy.verification import NativeHost

VERSIONS = [(3, minor) for minor in range(8, 14)]
SECONDS = 60.0


def seen_twice(host: NativeHost, case: Case) -> tuple[dict[str, Any], float]:
    """What is recorded of *case* on *host*, and how many seconds it took."""
    first, second = (observed(host, case, case.data, SECONDS) for _ in range(2))
    if as_facts(first) != as_facts(second):
        raise SystemExit(f"{case.name} does not do the same twice on {host.name}")
    return as_facts(first), min(first.seconds, second.seconds)


def record_of(case: Case, hosts: dict[tuple[int, int], NativeHost]) -> dict[str, Any]:
    """What *case* does on *hosts*, by their versions."""
    seen = {version: seen_twice(host, case) for version, host in hosts.items()}
    slowest = max(seconds for _, seconds in seen.values())
    time = {"seconds": round(slowest, 1)} if slowest >= SLOW else {}
    return {
        "hash": hash_of(case.data),
        **time,
        **by_versions({version: facts for version, (facts, _) in seen.items()}),
    }


def recorded(names: Iterable[str], hosts: dict[tuple[int, int], NativeHost]) -> Iterator[tuple[str, Any]]:
    """The programs that have one of *names* in theirs, and what is recorded of each."""
    suites = {version: {case.name for case in suite(version)} for version in VERSIONS}
    cases = [case for case in suite(VERSIONS[-1]) if any(part in case.name for part in names)]
    fitting = [{v: host for v, host in hosts.items() if case.name in suites[v]} for case in cases]
    with ThreadPoolExecutor() as pool:
        yield from zip((case.name for case in cases), pool.map(record_of, cases, fitting))


def written(pythons: dict[str, str], programs: dict[str, Any]) -> str:
    """The text of the record: one line for each of *programs*."""
    lines = [
        f"{json.dumps(name)}: {json.dumps(programs[name], ensure_ascii=False)}" for name in sorted(programs)
    ]
    return f'{{"pythons": {json.dumps(pythons)},\n"programs": {{\n' + ",\n".join(lines) + "\n}}\n"


def main() -> None:
    names = sys.argv[1:]
    found = {version: cpython(version) for version in VERSIONS}
    lacking = ["%d.%d" % version for version, host in found.items() if host is None]
    if lacking:
        raise SystemExit(f"there is no CPython {', '.join(lacking)} here")
    hosts = {version: host for version, host in found.items() if host}
    pythons = {"%d.%d" % version: host.name.split()[1] for version, host in hosts.items()}
    kept = {}
    if names and FILE.exists():
        if pythons != whole_record()["pythons"]:
            raise SystemExit("the record is of other CPythons: record all programs again")
        kept = whole_record()["programs"]
    new = dict(recorded(names or [""], hosts))
    still = {case.name for case in suite(VERSIONS[-1])}
    programs = {name: facts for name, facts in {**kept, **new}.items() if name in still}
    FILE.write_text(written(pythons, programs), encoding="utf-8")
    print(f"{len(new)} programs on {len(hosts)} CPythons; {len(programs)} are in {FILE}")


if __name__ == "__main__":
    main()
