#!/usr/bin/env python3
"""What `--for HOST` repairs: programs that an interpreter gets wrong or does not read, before and after.

    python tests/large/for_hosts.py [NAME ...] [--sample N] [--folder FOLDER]... [--wrong] [--json FILE]

NAMEs are those of interpreters with a profile, see `mvpy conform --profile`; without any, all of them that are
installed.  The programs are those of tests/large/interpreters.py.  Of each interpreter are counted

    right       the programs that are right there as they are; of these, those that the lowered one is wrong for
    repaired    the programs that are wrong there, and whose lowered one is right
    core        the same for the whole core
    touched     the part of the statements that lowering and core rewrite, of programs that are repaired by both

With `--wrong`, each program that is wrong there lowered is told with its last words.
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
from mvpy.hosts.oracles import version_of
from mvpy.machine.kinds import PLAIN
from mvpy.pipeline import Desugared, desugar_source
from mvpy.verification import hosts
from mvpy.verification.abroad import difference


@dataclass(frozen=True)
class Lowered:
    """What became of one program: how it differs from what is right as it is, lowered and in the core; lines touched."""

    program: str
    original: str
    lowered: str
    core: str
    last_words: str
    lines: int
    lines_lowered: int
    lines_core: int


def outputs(judge: Judge, path: Path) -> tuple[Desugared, Desugared]:
    """The program at *path* lowered for the host of *judge*, and its core."""
    text, version = text_of(path), version_of(judge.oracle.python)
    lowering = lowering_for(judge.host.name)
    lowered = desugar_source(text, filename=path.name, target=version, kinds=PLAIN, lowering=lowering)
    return lowered, desugar_source(text, filename=path.name, target=version, kinds=PLAIN)


def tried(judge: Judge, path: Path) -> Lowered | None:
    """What becomes of the program at *path*; None if the oracle does not compile it."""
    right = observed(judge.oracle, path, path.read_bytes())
    if right.raised and right.stage == "compile":
        return None
    original = observed(judge.host, path, path.read_bytes())
    name = f"{path.parent.name}/{path.stem}"
    try:
        lowered, core = outputs(judge, path)
    except MVPyError as error:
        return Lowered(name, difference(right, original), str(error), "", str(error), 0, 0, 0)
    seen = observed(judge.host, path, lowered.code.encode())
    in_core = observed(judge.host, path, core.code.encode())
    return Lowered(
        name,
        difference(right, original),
        difference(right, seen),
        difference(right, in_core),
        last_words(seen),
        len({site.line for site in core.sites}),
        len({site.line for site in lowered.sites}) if lowered.changed else 0,
        len({site.line for site in core.sites}),
    )


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
    print(
        f"{judge.host.name}: {len(found)} programs, {len(right)} right ({len(broken)} of them wrong lowered, "
        f"{unchanged} unchanged), {len(bad)} wrong: {len(repaired)} repaired, {len(by_core)} by the core; "
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
        every[judge.host.name] = [asdict(one) for one in found]
    hosts.close_sessions()
    if given.json:
        given.json.write_text(json.dumps(every, indent=1), encoding="utf-8")
    return 0


if __name__ == "__main__":
    sys.exit(main())
