#!/usr/bin/env python3
"""The corpus on other interpreters: what each does with the programs, and with their plain cores.

    python tests/large/interpreters.py [NAME ...] [--no-shim] [--why] [--sample N] [--folder FOLDER]... [--json FILE]

NAMEs are those of `mvpy hosts`: micropython, brython, …; without any, all that are installed.  The programs are those
of the corpus that need no later Python than 3.8 (`# Needs:`), that show nothing which plain outputs do not promise
(`# Plain:`, `# Differs:`), and that the CPython which says what is right compiles; without the ladder (`mvpy conform
--ladder`), whose programs are core as they are.  Each becomes a plain core for the
version of that CPython.  Of each interpreter are counted

    originals   the programs that do there what they do on CPython
    cores       the cores that do there what the programs do on CPython
    of right    the cores among them whose programs do so, too, and the part of those that is
    repaired    the cores among them whose programs do not

With its shim (see docs/verification.md) in front of both, unless `--no-shim`.  What becomes wrong though the original is
right is told, and grouped by the last words of the run; with `--wrong`, also what is wrong both ways.  With `--why`,
each entry of the host contract that the interpreter lacks is named, with those programs whose cores fail on a CPython
that lacks it, too; what no entry explains stands last.  `python docs/make_interpreters.py FILE...` writes a page of
what `--why --json FILE` has found.
"""

from __future__ import annotations

import json
import sys
from collections import defaultdict
from collections.abc import Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import asdict, dataclass, replace
from pathlib import Path

import library

sys.path.insert(0, str(library.PROJECT / "tests"))

from behaviour import head, needed, text_of
from entries_needed import lacking_on, needed_by

from mvpy.conform.ladder import ladder
from mvpy.hosts import ADAPTERS
from mvpy.hosts.oracles import version_of
from mvpy.machine.kinds import PLAIN
from mvpy.pipeline import desugar_source
from mvpy.verification import CommandHost, Host, NativeHost, Observation, hosts
from mvpy.verification.abroad import difference

CORPUS = library.PROJECT / "corpus"
SHOWN = ("# Plain:", "# Differs:", "# Needs:")
LIMITS = hosts.Limits(seconds=60)


@dataclass(frozen=True)
class Outcome:
    """What became of one program: how the original differs from what is right, and how the core does.

    *last_words* is what the core said last, *needs* which of the entries that the interpreter lacks it needs.
    """

    program: str
    original: str
    core: str
    last_words: str = ""
    needs: tuple[str, ...] = ()


def programs(folders: Sequence[str], sample: int) -> list[Path]:
    """The programs that every interpreter may be asked to run."""
    rungs = {rung.path for rung in ladder()}
    found = [
        path for path in sorted(CORPUS.glob("*/*.py")) if path.parent.name != "traps" and path not in rungs
    ]
    plain = [
        path for path in found if not any(word in head(path) for word in SHOWN) and needed(path) <= (3, 8)
    ]
    return [path for path in plain if not folders or path.parent.name in folders][::sample]


def observed(host: Host, path: Path, code: bytes) -> Observation:
    """What *code*, in the place of the program at *path*, does on *host*."""
    with hosts.session(host) as session:
        return session.run(hosts.Job(path.parent, Path(path.name), code, limits=LIMITS))


@dataclass(frozen=True)
class Judge:
    """Compares what programs do on *host* with what they do on its *oracle*."""

    host: CommandHost
    oracle: NativeHost

    def tried(self, path: Path) -> Outcome | None:
        """What becomes of the program at *path*; None if the oracle does not compile it."""
        right = observed(self.oracle, path, path.read_bytes())
        if right.raised and right.stage == "compile":
            return None
        original = observed(self.host, path, path.read_bytes())
        output = observed(self.host, path, self.core(path).encode("utf-8"))
        name = f"{path.parent.name}/{path.stem}"
        return Outcome(name, difference(right, original), difference(right, output), last_words(output))

    def core(self, path: Path) -> str:
        """The plain core of the program at *path*, for the version of the oracle."""
        version = version_of(self.oracle.python)
        return desugar_source(text_of(path), filename=path.name, target=version, kinds=PLAIN).code


def last_words(seen: Observation) -> str:
    """The exception that ended a run, or the last line of its error output."""
    if seen.raised:
        return str(seen.raised)
    lines = seen.stderr.decode("utf-8", "replace").split("\n")
    return next((line.strip() for line in reversed(lines) if line.strip()), "")


def judges(names: Sequence[str], shim: bool) -> Iterator[Judge]:
    """One for each of the interpreters *names*, or for all that are installed."""
    for name in names or ADAPTERS:
        adapter = ADAPTERS[name]
        command = adapter.find()
        if not command:
            print(f"{name}: not installed; {adapter.install}", flush=True)
            continue
        host = adapter.host(command, NativeHost())
        yield Judge(host if shim else replace(host, shim=""), host.oracles[0])


def told(judge: Judge, outcomes: Sequence[Outcome], wrong: bool) -> None:
    """Print the figures of *judge*, and what became wrong."""
    originals = [outcome for outcome in outcomes if not outcome.original]
    cores = [outcome for outcome in outcomes if not outcome.core]
    both = [outcome for outcome in originals if not outcome.core]
    share = 100 * len(both) / max(len(originals), 1)
    print(
        f"{judge.host.name}, as {judge.oracle.name}, {'with' if judge.host.shim else 'without'} a shim: "
        f"{len(outcomes)} programs, {len(originals)} originals right, {len(cores)} cores right, "
        f"{len(both)} of those whose original is ({share:.1f} %), {len(cores) - len(both)} repaired"
    )
    groups = defaultdict(list)
    for outcome in outcomes:
        if outcome.core and (wrong or not outcome.original):
            groups[outcome.last_words or "another output"].append(outcome.program)
    for words, found in sorted(groups.items(), key=lambda item: -len(item[1])):
        print(f"  {len(found):4} {words[:110]}: {', '.join(found[:3])}")
    sys.stdout.flush()


def explained(judge: Judge, outcomes: Sequence[Outcome], missing: Sequence[str], jobs: int) -> list[Outcome]:
    """*outcomes*, with those of the *missing* entries that the wrong cores need; printed, entry by entry."""
    wrong = {one.program: one for one in outcomes if one.core and not one.original}
    needs = needed_by({name: judge.core(CORPUS / f"{name}.py") for name in wrong}, missing, jobs)
    print(f"  lacks {len(missing)} entries of the host contract: {', '.join(missing)}")
    users = {entry: [name for name in needs if entry in needs[name]] for entry in missing}
    for entry, found in sorted(users.items(), key=lambda item: -len(item[1])):
        if found:
            print(f"  {len(found):4} need {entry}: {', '.join(found[:3])}")
    left = [name for name in needs if not needs[name]]
    print(f"  {len(left):4} of {len(wrong)} need none of them")
    for name in left:
        print(f"       {name}: {wrong[name].last_words[:100] or 'another output'}")
    sys.stdout.flush()
    return [replace(one, needs=tuple(needs.get(one.program, ()))) for one in outcomes]


def main() -> int:
    parser = library.command_line(__doc__)
    parser.add_argument("names", nargs="*", metavar="NAME", choices=[[], *ADAPTERS])
    parser.add_argument("--no-shim", action="store_true")
    parser.add_argument("--wrong", action="store_true", help="tell also what is wrong as it was")
    parser.add_argument(
        "--why", action="store_true", help="name the entries of the host contract that wrong cores need"
    )
    parser.add_argument("--sample", type=int, default=1, help="take one program in so many")
    parser.add_argument("--folder", action="append", default=[], help="of the corpus; all if none is named")
    given = parser.parse_args()
    chosen, found = programs(given.folder, given.sample), {}
    for judge in judges(given.names, not given.no_shim):
        with ThreadPoolExecutor(given.jobs or 2) as pool:
            outcomes = [outcome for outcome in pool.map(judge.tried, chosen) if outcome]
        told(judge, outcomes, given.wrong)
        missing = lacking_on(judge.host) if given.why else []
        if given.why:
            outcomes = explained(judge, outcomes, missing, given.jobs or 2)
        found[judge.host.name] = {
            "version": ADAPTERS[judge.host.name].version(judge.host.command),
            "as": "CPython %d.%d" % version_of(judge.oracle.python),
            "shim": bool(judge.host.shim),
            "lacks": missing,
            "outcomes": [asdict(outcome) for outcome in outcomes],
        }
    hosts.close_sessions()
    if given.json:
        given.json.write_text(json.dumps(found, indent=1), encoding="utf-8")
    return 0


if __name__ == "__main__":
    sys.exit(main())
