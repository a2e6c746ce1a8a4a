#!/usr/bin/env python3
"""Plain outputs on old and new Pythons: each does what its program does, but for what the program says that it shows.

    python tests/large/plain_hosts.py [--python PYTHON]... [--alone] [--sample N] [FOLDER ...]

Each program of the corpus folders (all but `traps`, unless some are named) becomes a plain core for each PYTHON; with
`--alone`, only its own rewrite is run.  Where PYTHON compiles the program, the two are run on it and compared: output,
exit status, the type of the exception.  Where it does not, the output is compared with what is recorded beside the
program, or with what the program does on the next Python that compiles it; which it was, the figures tell.
Pythons are `python3.8` to `python3.13` of pyenv and on the path; without `--python`, outputs are run on all of them.
`--sample 4` takes one program in four.

    right       the same
    marked      it differs, and says so: `# Plain: kind`
    lacking     it differs, and says so: `# Hosts before Python 3.9 lack …`; or only the exact output has what PYTHON
                lacks (LACKING_IN_PLAIN), or the plain one names a builtin that PYTHON does not have
    newer       it differs, and does what the program does on a newer Python, which is told
    like exact  it differs, and the exact output does there the same as it, and not what the program does
    different   it differs, and does not say so
    failed      it was not desugared
    untrue      it says that it differs, and does not; told, and no mistake where the mark is for another form
"""

from __future__ import annotations

import argparse
import json
import re
import shutil
import sys
import time
from collections import Counter
from collections.abc import Sequence
from contextlib import ExitStack
from dataclasses import dataclass
from pathlib import Path

import library
from old_hosts import CORPUS, difference, what_lacks

sys.path.insert(0, str(library.PROJECT / "tests"))

from behaviour import head, kinds_shown, needed, needs_library, plain_of, text_of

from mvpy.errors import MVPyError
from mvpy.machine.kinds import EXACT, PLAIN
from mvpy.pipeline import desugar_source
from mvpy.rewrites import ORDER
from mvpy.verification import Limits, NativeHost, Observation, compare, hosts

VERSIONS = ["3.%d" % minor for minor in range(8, 14)]
RIGHT, MARKED, LACKING, NEWER, LIKE_EXACT = "right", "marked", "lacking", "newer", "like exact"
DIFFERENT, FAILED, UNTRUE = "different", "failed", "untrue"
KINDS = (RIGHT, MARKED, LACKING, NEWER, LIKE_EXACT, DIFFERENT, FAILED, UNTRUE)
LIMITS = Limits(seconds=20)
# As `# Hosts before Python 3.x lack …`, where only exact outputs bring it along.
LACKING_IN_PLAIN = {
    "match_statement/commas_may_end_a_pattern": (10, "`__match_args__` of dataclasses"),
    "match_statement/dataclasses_and_named_tuples_name_their_fields": (10, "`__match_args__` of dataclasses"),
    "match_statement/texts_are_no_sequences": (10, "arrays that are sequences"),
    "set_display/what_stands_before_a_star_is_hashed_first": (9, "the order in which items are hashed"),
    "type_parameters/an_argument_that_is_left_out_is_the_default": (
        11,
        "classes that take too few arguments",
    ),
}
# Builtins that came after Python 3.8, and with which one.
NEWER_BUILTINS = {
    **dict.fromkeys(("aiter", "anext", "EncodingWarning"), (3, 10)),
    **dict.fromkeys(("BaseExceptionGroup", "ExceptionGroup"), (3, 11)),
}


@dataclass(frozen=True)
class Outcome:
    """What became of one program on one Python, compared with what, and what differs."""

    host: str
    program: str
    kind: str
    compared_with: str
    words: str = ""


@dataclass(frozen=True)
class Machine:
    """A Python at work, and its version."""

    version: tuple[int, int]
    running: hosts.Session

    def run(self, path: Path, code: bytes) -> Observation:
        """What *code* does here in the place of the program at *path*."""
        return self.running.run(hosts.Job(path.parent, Path(path.name), code, limits=LIMITS))

    def original(self, path: Path) -> Observation | None:
        """What the program at *path* does here; None if it is not compiled."""
        if self.version < needed(path):
            return None
        seen = self.run(path, path.read_bytes())
        return None if seen.raised and seen.raised.type == "SyntaxError" and not seen.stdout else seen


@dataclass(frozen=True)
class Judge:
    """Says what becomes of programs on *host*, alone or as cores; *newer* are later Pythons."""

    host: Machine
    newer: Sequence[Machine]
    alone: bool

    def tried(self, path: Path) -> Outcome:
        """What becomes of the program at *path*."""
        host, program = dotted(self.host.version), f"{path.parent.name}/{path.stem}"
        try:
            code = self.output(path, PLAIN)
        except MVPyError as error:
            return Outcome(host, program, FAILED, "", str(error))
        return Outcome(host, program, *self.judged(path, code))

    def judged(self, path: Path, code: str) -> tuple[str, str, str]:
        """The kind of outcome, what *code*, the output for *path*, was compared with, and words."""
        version = self.host.version
        seen = self.host.run(path, code.encode("utf-8"))
        truth, differs = self.difference(path, seen)
        lacking, shown = what_lacks_in_plain(path, version), ", ".join(
            kinds_shown(path, not self.alone, version)
        )
        if not differs:
            return (UNTRUE, truth, lacking or shown) if lacking or shown else (RIGHT, truth, "")
        lacking = lacking or newer_builtin(code, version)
        if lacking or shown:
            return (LACKING, truth, lacking) if lacking else (MARKED, truth, shown)
        if truth == dotted(version) and (newer := self.newer_like(path, seen)):
            return NEWER, newer, differs
        exact = difference_of(self.host.run(path, self.output(path, EXACT).encode("utf-8")), seen)
        return (
            (DIFFERENT, truth, f"{differs}; the exact output: {exact}")
            if exact
            else (LIKE_EXACT, truth, differs)
        )

    def output(self, path: Path, kinds: frozenset[str]) -> str:
        """What becomes of the program at *path* for the host, with respect to *kinds*."""
        only = [path.parent.name] if self.alone else []
        if kinds == PLAIN:
            return plain_of(path, self.host.version, only=only, kinds=kinds)
        target = max(needed(path), self.host.version)
        return desugar_source(text_of(path), filename=str(path), only=only, kinds=kinds, target=target).code

    def difference(self, path: Path, seen: Observation) -> tuple[str, str]:
        """What the output was *seen* to be compared with, and what it does otherwise."""
        recorded = path.with_suffix(".out")
        if recorded.exists() and self.host.version < needed(path):
            ending = f"\n{seen.ending()}" if seen.status or not seen.complete else ""
            printed = seen.stdout.decode("utf-8", "replace") + ending
            return "recorded", difference(printed, recorded.read_text(encoding="utf-8"))
        for machine in (self.host, *self.newer):
            if original := machine.original(path):
                return dotted(machine.version), difference_of(original, seen)
        return "nothing", "no Python compiles the program"

    def newer_like(self, path: Path, seen: Observation) -> str:
        """The newer Python on which the program at *path* does what was *seen*, if there is one."""
        originals = ((machine.version, machine.original(path)) for machine in self.newer)
        alike = (version for version, original in originals if original and not difference_of(original, seen))
        return next(map(dotted, alike), "")


def what_lacks_in_plain(path: Path, host: tuple[int, int]) -> str:
    """What the program at *path* says that the *host* lacks for its plain output; empty if nothing."""
    before, what = LACKING_IN_PLAIN.get(f"{path.parent.name}/{path.stem}", (0, ""))
    return what if host < (3, before) else what_lacks(path, host)


def newer_builtin(code: str, host: tuple[int, int]) -> str:
    """A builtin that *code* names, and the *host* does not have; empty if there is none."""
    words = set(re.findall(r"\w+", code))
    return next((name for name, since in NEWER_BUILTINS.items() if host < since and name in words), "")


def dotted(version: tuple[int, int]) -> str:
    """*version* in words."""
    return "%d.%d" % version


def difference_of(original: Observation, seen: Observation) -> str:
    """What was *seen* of an output otherwise than of its *original*; empty if nothing."""
    if not original.complete or not seen.complete:
        return f"the original: {original.ending()}; the output: {seen.ending()}"
    found = compare(original, seen)
    return "" if found.holds("output") else found.reason()


def main() -> int:
    options = parsed()
    programs = programs_in(options.folders, options.alone)[:: options.sample]
    outcomes: list[Outcome] = []
    with ExitStack() as stack:
        machines = [machine_of(python, stack) for python in pythons()]
        for host in [machine_of(python, stack) for python in options.python or ()] or machines:
            started = time.monotonic()
            judge = Judge(host, [one for one in machines if one.version > host.version], options.alone)
            here = [told(judge.tried(path)) for path in programs if runs_on(path, host.version)]
            seconds = time.monotonic() - started
            print(f"on {dotted(host.version)}: {figures(here)}; {seconds:.0f} s", flush=True)
            outcomes += here
    if options.json:
        options.json.write_text(json.dumps([vars(outcome) for outcome in outcomes], indent=1) + "\n")
    return int(any(outcome.kind in (DIFFERENT, FAILED) for outcome in outcomes) or not outcomes)


def parsed() -> argparse.Namespace:
    parser = library.command_line((__doc__ or "").split("\n")[0], jobs=False)
    parser.add_argument("folders", nargs="*", help="folders of the corpus, such as match_statement")
    parser.add_argument("--python", action="append", help="a Python to run on; may be given again")
    parser.add_argument("--alone", action="store_true", help="run only the rewrite that a program is about")
    parser.add_argument("--sample", type=int, default=1, metavar="N", help="take one program in N")
    return parser.parse_args()


def machine_of(python: str, stack: ExitStack) -> Machine:
    """The Python *python* at work until *stack* is left."""
    return Machine(library.version_of(python), stack.enter_context(hosts.session(NativeHost(python=python))))


def pythons() -> list[str]:
    """A Python of each of VERSIONS that is found, on the path or with pyenv."""
    found = []
    for version in VERSIONS:
        others = sorted(Path.home().glob(f".pyenv/versions/{version}.*/bin/python"))
        command = str(others[-1]) if others else shutil.which(f"python{version}")
        found += [command] if command else []
    return found


def programs_in(folders: Sequence[str], alone: bool) -> list[Path]:
    """The programs of *folders*; of all but the traps if none is named; those about a rewrite if it is run *alone*."""
    found = []
    for path in sorted(CORPUS.glob("*/*.py")):
        chosen = path.parent.name in folders if folders else path.parent.name != "traps"
        if chosen and (not alone or path.parent.name in ORDER) and "# Differs:" not in head(path):
            found.append(path)
    return found


def runs_on(path: Path, version: tuple[int, int]) -> bool:
    """Whether *version* can do what the program at *path* does, as far as the library goes."""
    return version >= needed(path) or not needs_library(path)


def told(outcome: Outcome) -> Outcome:
    """*outcome*, which is printed unless it is right, or declared."""
    if outcome.kind not in (RIGHT, MARKED, LACKING):
        compared = f" (compared with {outcome.compared_with})" if outcome.compared_with else ""
        print(f"{outcome.kind} on {outcome.host}{compared}: {outcome.program}: {outcome.words}", flush=True)
    return outcome


def figures(outcomes: Sequence[Outcome]) -> str:
    """How many of *outcomes* are of which kind, and compared with what."""
    count = Counter(outcome.kind for outcome in outcomes)
    truths = Counter(outcome.compared_with for outcome in outcomes)
    compared = ", ".join(f"{truths[truth]} with {truth or 'nothing'}" for truth in sorted(truths))
    return f"{len(outcomes)} programs, {', '.join(f'{count[kind]} {kind}' for kind in KINDS)}; compared: {compared}"


if __name__ == "__main__":
    sys.exit(main())
