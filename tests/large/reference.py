#!/usr/bin/env python3
"""The reference interpreter on the corpus: how many plain cores it runs as they should, the others, and the time.

    python tests/large/reference.py [--folder FOLDER]... [--sample N] [--json FILE]

The programs are all of the corpus that say nothing of what they need (`# Needs:`).  The plain core of each, made for this
Python, is

    right        if it does in the reference interpreter what the program does on CPython: standard output, whether
                 it ends well, and the type of the exception that ends it
    as the core  if it does what it does on CPython itself: the program shows what plain outputs do not promise
    marked       if it does something else still, and the program says what it shows (`# Plain: release`)
    wrong        else; what differs is told

Right are the first two, and the figures say which part that is.  The time is that of all cores, from start to end of the
process, in both; with `-j 1` and nothing else at work on the machine, it can be compared.
"""

from __future__ import annotations

import json
import sys
from collections import Counter
from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import asdict, dataclass
from pathlib import Path
from time import perf_counter

import library

sys.path.insert(0, str(library.PROJECT / "tests"))

from behaviour import head, kinds_shown, text_of

from mvpy.hosts import ADAPTERS
from mvpy.machine.kinds import PLAIN
from mvpy.pipeline import desugar_source
from mvpy.verification import CommandHost, Host, NativeHost, Observation, hosts
from mvpy.verification.abroad import difference

CORPUS = library.PROJECT / "corpus"
RIGHT, AS_THE_CORE, MARKED, WRONG = "right", "as the core", "marked", "wrong"
LIMITS = hosts.Limits(seconds=300)  # the longest core takes 15 on an idle machine


@dataclass(frozen=True)
class Outcome:
    """What became of one program: how it ended, what differs, what it says that it shows; seconds of both runs."""

    program: str
    kind: str
    differs: str
    shows: str
    reference: float
    cpython: float


def programs(folders: Sequence[str], sample: int) -> list[Path]:
    """The programs, of *folders* or of all; one in *sample*."""
    found = [path for path in sorted(CORPUS.glob("*/*.py")) if "# Needs:" not in head(path)]
    return [path for path in found if not folders or path.parent.name in folders][::sample]


@dataclass(frozen=True)
class Judge:
    """Compares what cores do in the *reference* interpreter and on *cpython*."""

    reference: Host
    cpython: Host

    def tried(self, path: Path) -> Outcome:
        """What becomes of the program at *path*."""
        core = desugar_source(text_of(path), filename=str(path), kinds=PLAIN).code.encode()
        expected, _ = observed(self.cpython, path, path.read_bytes())
        on_cpython, seconds = observed(self.cpython, path, core)
        seen, reference = observed(self.reference, path, core)
        differs, shows = difference(expected, seen), ", ".join(dict.fromkeys(kinds_shown(path, in_core=True)))
        kind = RIGHT
        if differs:
            alike = not difference(on_cpython, seen)
            kind = AS_THE_CORE if alike else MARKED if shows or "# Differs:" in head(path) else WRONG
        return Outcome(f"{path.parent.name}/{path.stem}", kind, differs, shows, reference, seconds)


def observed(host: Host, path: Path, code: bytes) -> tuple[Observation, float]:
    """What *code* does on *host* in the place of the program at *path*, and how long that takes."""
    with hosts.session(host) as session:
        started = perf_counter()
        seen = session.run(hosts.Job(path.parent, Path(path.name), code, limits=LIMITS))
        return seen, perf_counter() - started


def told(outcomes: Sequence[Outcome]) -> None:
    """Print what is not right, by name, and the figures."""
    for outcome in outcomes:
        if outcome.kind in (MARKED, WRONG):
            shows = f" [{outcome.shows}]" if outcome.shows else ""
            print(f"{outcome.kind:7}{outcome.program}{shows}: {outcome.differs[:200]}")
    count = Counter(outcome.kind for outcome in outcomes)
    right = count[RIGHT] + count[AS_THE_CORE]
    print(", ".join(f"{count[kind]} {kind}" for kind in (RIGHT, AS_THE_CORE, MARKED, WRONG)))
    print(f"{right} of {len(outcomes)} cores run as they should: {100 * right / max(len(outcomes), 1):.1f} %")
    reference, cpython = sum(one.reference for one in outcomes), sum(one.cpython for one in outcomes)
    print(
        f"{reference:.1f} s in the reference interpreter, {cpython:.1f} s on CPython: {reference / cpython:.1f} times"
    )


def main() -> int:
    parser = library.command_line(__doc__)
    parser.add_argument("--folder", action="append", default=[], help="of the corpus; all if none is named")
    parser.add_argument("--sample", type=int, default=1, help="take one program in so many")
    given = parser.parse_args()
    adapter = ADAPTERS["reference"]
    judge = Judge(adapter.host(adapter.find(), NativeHost()), CommandHost("cpython", (sys.executable,)))
    with ThreadPoolExecutor(given.jobs or 2) as pool:
        outcomes = list(pool.map(judge.tried, programs(given.folder, given.sample)))
    hosts.close_sessions()
    told(outcomes)
    if given.json:
        given.json.write_text(
            json.dumps([asdict(outcome) for outcome in outcomes], indent=1), encoding="utf-8"
        )
    return int(any(outcome.kind == WRONG for outcome in outcomes))


if __name__ == "__main__":
    sys.exit(main())
