#!/usr/bin/env python3
"""The traps on CPython for WASI: what the desugared programs print there is what is recorded.

    python tests/large/traps_on_wasi.py [--target 3.12]
    python tests/large/traps_on_wasi.py --python PYTHON [--target 3.13]

Each program of `corpus/traps` that runs on the host is desugared for the target, which is the host's
own version unless `--target` says otherwise, and run on the host: WASI, or another PYTHON, for comparison.
Its output is compared with what the host's version of CPython printed natively.  Where the original prints
something else on the host as well, the host is to blame; such programs are named and counted apart.
"""

from __future__ import annotations

import argparse
import ast
import json
import shlex
import sys
from dataclasses import dataclass
from pathlib import Path

import library

sys.path.insert(0, str(library.PROJECT / "tests"))

from behaviour import exact as desugar
from corecheck import against, violations

from mvpy.errors import MVPyError
from mvpy.verification import hosts

TRAPS = library.PROJECT / "corpus" / "traps"
RECORDED: dict[str, dict[str, str]] = json.loads((TRAPS / "expected.json").read_text(encoding="utf-8"))
RIGHT, WRONG, BLAMED = "right", "wrong", "the host"


@dataclass(frozen=True)
class Outcome:
    """What became of one trap: RIGHT, WRONG or BLAMED; the first line that differs; whether it is core."""

    trap: str
    kind: str
    words: str = ""
    core: bool = True


def main() -> int:
    options = parsed()
    host = host_of(options)
    limits = hosts.Limits(seconds=options.timeout)
    with hosts.session(host, lambda text: print(text, file=sys.stderr)) as session:
        running = Running(session, limits)
        version = running.version()
        target = options.target or version
        names = sorted(
            name
            for name, printed in RECORDED.items()
            if {version, min(version, target, key=numbers)} <= set(printed) and options.only in name
        )
        outcomes = [tried(name, version, target, running) for name in names]
    for outcome in outcomes:
        if outcome.kind != RIGHT or not outcome.core:
            print(
                f"{outcome.kind}: {outcome.trap}: {outcome.words}" + ("" if outcome.core else " (not core)")
            )
    count = {kind: sum(outcome.kind == kind for outcome in outcomes) for kind in (RIGHT, WRONG, BLAMED)}
    other = sum(not outcome.core for outcome in outcomes)
    print(
        f"{count[RIGHT]} of {len(outcomes)} right on {host.name} {version}, for target {target}; "
        f"{count[WRONG]} wrong; {count[BLAMED]} where the original differs too; {other} not core"
    )
    if options.json:
        options.json.write_text(json.dumps([vars(outcome) for outcome in outcomes], indent=1) + "\n")
    return int(count[WRONG] > 0 or other > 0 or not outcomes)


def parsed() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=(__doc__ or "").split("\n")[0])
    where = parser.add_mutually_exclusive_group()
    where.add_argument("--python", help="run on this Python instead of on WASI")
    where.add_argument("--wasi-python", type=Path, help="run on this build of CPython for WASI")
    where.add_argument("--command", help="run on what this command starts: COMMAND FILE")
    parser.add_argument("--only", default="", metavar="TEXT", help="only traps that have TEXT in their names")
    parser.add_argument("--timeout", type=float, default=60.0, help="seconds for each run")
    parser.add_argument(
        "--target", help="the version to desugar for, such as 3.13; by default the host's own"
    )
    parser.add_argument("--json", type=Path, help="write every outcome to this file")
    return parser.parse_args()


def host_of(options: argparse.Namespace) -> hosts.Host:
    """The host that the options name."""
    if options.python:
        return hosts.NativeHost(python=options.python)
    if options.command:
        return hosts.CommandHost("the command", tuple(shlex.split(options.command)))
    return hosts.WasiHost(wasm=options.wasi_python)


def numbers(version: str) -> tuple[int, ...]:
    """*version* as a target: "3.12" is (3, 12)."""
    return tuple(map(int, version.split(".")))


@dataclass(frozen=True)
class Running:
    """A host at work, and what limits each run."""

    session: hosts.Session
    limits: hosts.Limits

    def run(self, name: str, code: str) -> hosts.Observation:
        """Run *code* as the trap *name*."""
        return self.session.run(hosts.Job(TRAPS, Path(name), code.encode("utf-8"), limits=self.limits))

    def version(self) -> str:
        """The version of the host's Python, such as "3.12"."""
        seen = self.run("version.py", "import sys; print('%d.%d' % sys.version_info[:2])")
        if seen.status != 0:
            sys.exit(f"the host does not run Python: {seen.ending()}")
        return seen.stdout.decode().strip()


def tried(name: str, version: str, target: str, running: Running) -> Outcome:
    """What becomes of the trap *name*, desugared for *target*, on the host at work."""
    source = (TRAPS / name).read_text(encoding="utf-8")
    wanted = RECORDED[name][version]
    try:
        code = desugar(source, target=numbers(target)).code
    except MVPyError as error:
        return Outcome(name, WRONG, str(error))
    core = not list(violations(ast.parse(code), code)) and not list(against(source, code))
    words = difference(name, code, wanted, running)
    if not words:
        return Outcome(name, RIGHT, core=core)
    kind = BLAMED if difference(name, source, wanted, running) else WRONG
    return Outcome(name, kind, words, core)


def difference(name: str, code: str, wanted: str, running: Running) -> str:
    """The first line in which the output of *code* is not *wanted*, or how it ended; empty if all is well."""
    seen = running.run(name, code)
    printed = seen.stdout.decode("utf-8", "replace").splitlines()
    for right, line in zip(wanted.splitlines(), printed):
        if right != line:
            return f"{line!r} instead of {right!r}"
    if len(printed) != len(wanted.splitlines()) or seen.status != 0:
        return f"{len(printed)} lines instead of {len(wanted.splitlines())}; {seen.ending()}"
    return ""


if __name__ == "__main__":
    sys.exit(main())
