#!/usr/bin/env python3
"""What `--for HOST` repairs: programs that an interpreter gets wrong or does not read, before and after.

    python tests/large/for_hosts.py [NAME ...] [--sample N] [--folder FOLDER]... [--wrong] [--json FILE]

NAMEs are those of interpreters with a profile, see `mvpy conform --profile`; without any, all of them that are
installed.  The programs are those of tests/large/interpreters.py.  Of each interpreter are counted

    right       the programs that are right there as they are; of these, those that the lowered one is wrong for
    repaired    the programs that are wrong there, and whose lowered one is right
    core        the same for the whole core
    touched     the lines of statements that lowering and the whole core rewrite, in programs that both repair

With `--wrong`, each program that is wrong there lowered is told with its last words.  `python docs/make_lowered_hosts.py
FILE...` writes a page of what `--json FILE` has found.
"""

from __future__ import annotations

import json
import sys
from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import asdict, dataclass
from pathlib import Path

import interpreters
import library
from behaviour import text_of
from interpreters import Judge, last_words, observed, programs

from mvpy.command.lowerings import lowering_for, profiles
from mvpy.errors import MVPyError
from mvpy.hosts import ADAPTERS
from mvpy.hosts.oracles import version_of
from mvpy.machine.kinds import PLAIN
from mvpy.machine.lowering import Lowering
from mvpy.pipeline import Desugared, desugar_source
from mvpy.verification import hosts
from mvpy.verification.abroad import difference


@dataclass(frozen=True)
class Lowered:
    """What became of one program: how it differs from what is right as it is, lowered and in the core.

    *refused* says why there is no lowered one, *last_words* are those of the lowered one, or of its core; and then there
    are the lines that are touched.
    """

    program: str
    original: str
    lowered: str
    core: str
    refused: str
    last_words: str
    lines_lowered: int
    lines_core: int


def output(judge: Judge, path: Path, lowering: Lowering | None) -> Desugared | str:
    """The program at *path*, lowered or its core, for the oracle of *judge*; or why there is none."""
    version = version_of(judge.oracle.python)
    try:
        return desugar_source(
            text_of(path), filename=path.name, target=version, kinds=PLAIN, lowering=lowering
        )
    except MVPyError as error:
        return str(error)


def tried(judge: Judge, path: Path) -> Lowered | None:
    """What becomes of the program at *path*; None if the oracle does not compile it."""
    right = observed(judge.oracle, path, path.read_bytes())
    if right.raised and right.stage == "compile":
        return None
    original = observed(judge.host, path, path.read_bytes())
    lowered, core = (output(judge, path, lowering) for lowering in (lowering_for(judge.host.name), None))
    seen, in_core = (
        None if isinstance(one, str) else observed(judge.host, path, one.code.encode())
        for one in (lowered, core)
    )
    return Lowered(
        f"{path.parent.name}/{path.stem}",
        difference(right, original),
        difference(right, seen) if seen else str(lowered),
        difference(right, in_core) if in_core else str(core),
        lowered if isinstance(lowered, str) else "",
        last_words(seen or in_core) if seen or in_core else "",
        lines_touched(lowered),
        lines_touched(core),
    )


def lines_touched(output: Desugared | str) -> int:
    """At the statements of how many lines rewrites were at work."""
    return 0 if isinstance(output, str) or not output.changed else len({site.line for site in output.sites})


def told(judge: Judge, found: Sequence[Lowered], wrong: bool) -> None:
    """Print the figures of *judge*."""
    right = [one for one in found if not one.original]
    bad = [one for one in found if one.original]
    repaired = [one for one in bad if not one.lowered]
    by_core = [one for one in bad if not one.core]
    both = [one for one in repaired if not one.core]
    broken = [one for one in right if one.lowered]
    touched, whole = (sum(getattr(one, f"lines_{of}") for one in both) for of in ("lowered", "core"))
    unchanged = sum(not one.lines_lowered for one in right)
    refused = sum(bool(one.refused) for one in bad)
    print(
        f"{judge.host.name}: {len(found)} programs, {len(right)} right ({len(broken)} of them wrong lowered, "
        f"{unchanged} unchanged), {len(bad)} wrong: {len(repaired)} repaired, {len(by_core)} by the core, {refused} refused; "
        f"lines touched {touched} of {whole} ({100 * touched / max(whole, 1):.0f} %)"
    )
    for one in found:
        if wrong and one.lowered:
            state = "BROKEN" if not one.original else "core, too" if one.core else "core repairs it"
            print(f"    {one.program}: {state}: {one.last_words[:120] or one.lowered[:120]}")
    sys.stdout.flush()


def main() -> int:
    parser = library.command_line(__doc__)
    parser.add_argument("names", nargs="*", metavar="NAME", choices=[[], *profiles()])
    parser.add_argument("--wrong", action="store_true", help="tell each program that is wrong lowered")
    parser.add_argument("--sample", type=int, default=1, help="take one program in so many")
    parser.add_argument("--folder", action="append", default=[], help="of the corpus; all if none is named")
    given = parser.parse_args()
    chosen, every = programs(given.folder, given.sample), {}
    for judge in interpreters.judges(given.names or profiles(), shim=True):
        with ThreadPoolExecutor(given.jobs or 2) as pool:
            found = [one for one in pool.map(lambda path, judge=judge: tried(judge, path), chosen) if one]
        told(judge, found, given.wrong)
        every[judge.host.name] = {
            "version": ADAPTERS[judge.host.name].version(judge.host.command),
            "as": "CPython %d.%d" % version_of(judge.oracle.python),
            "programs": [asdict(one) for one in found],
        }
    hosts.close_sessions()
    if given.json:
        given.json.write_text(json.dumps(every, indent=1), encoding="utf-8")
    return 0


if __name__ == "__main__":
    sys.exit(main())
