"""Many random programs, from the command line:

    python -m tests.properties [COUNT] [--seed N] [--size N] [--subsets | --single | --each] [--plain] [--failing N]
                               [--target-version 3.X] [--python PATH]

Runs COUNT programs (10 000) and what they desugar to, prints every program whose runs differ, and how often each
rewrite fired.  Exit status 1 if a run differed.  With `--plain` the outputs are plain, and only what the Language
Reference promises is compared.  `--each` takes every rewrite alone that finds something.  With `--failing`, one in
thirteen special methods raises an exception when it has said that it was called; N says which.

Both run on the running Python, or on that of `--python`, and the programs are in its syntax.  With a newer
target they are in that of the target, as far as there are older words for it: what runs then is the older
version of a program, and the core of the newer one.
"""

from __future__ import annotations

import argparse
import json
import random
import subprocess
import sys
import warnings
from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass
from functools import partial
from pathlib import Path

HERE = Path(__file__).parent
sys.path.insert(0, str(HERE))  # the tests import each other by their bare names

from probes import Seen, seen  # noqa: E402
from programs_strategy import RUNNING, Version, both_versions  # noqa: E402

from mvpy.machine.kinds import EXACT, PLAIN  # noqa: E402
from mvpy.pipeline import desugar_source  # noqa: E402
from mvpy.rewrites import ORDER  # noqa: E402

PROBES = HERE / "probes.py"


class Unusable(Exception):
    """The program itself can't be compiled."""


class Elsewhere:
    """Another Python, which says what programs do."""

    def __init__(self, python: str, plain: bool = False, failing: int = 0) -> None:
        self.python, self.plain, self.failing = python, plain, failing
        version = subprocess.run(
            [python, "-c", "import sys; print(*sys.version_info[:2])"],
            capture_output=True,
            text=True,
            check=True,
        )
        major, minor = version.stdout.split()
        self.version: Version = int(major), int(minor)
        self.start()

    def start(self) -> None:
        command = [self.python, "-X", "utf8", str(PROBES)]
        self.process = subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True)

    def seen(self, source: str) -> Seen:
        """What *source* does there."""
        assert self.process.stdin and self.process.stdout
        self.process.stdin.write(json.dumps([source, self.plain, self.failing]) + "\n")
        self.process.stdin.flush()
        line = self.process.stdout.readline()
        if not line:
            code = self.process.wait()
            self.start()
            raise RuntimeError(f"the Python ended with {code}")
        answer = json.loads(line)
        if "error" in answer:
            raise (
                Unusable(answer["error"])
                if answer["error"].startswith("SyntaxError")
                else RuntimeError(answer["error"])
            )
        return Seen(tuple(answer["log"]), answer["names"], tuple(answer["end"]))


def seen_here(source: str, plain: bool = False, failing: int = 0) -> Seen:
    """What *source* does on the Python that runs."""
    try:
        return seen(source, plain, failing)
    except SyntaxError as error:
        raise Unusable(f"{error}: {source.splitlines()[(error.lineno or 1) - 1]}") from None


@dataclass(frozen=True)
class Program:
    """A program, what of it can be run, how it is desugared, and what it does, if that is known."""

    source: str
    older: str
    options: dict
    seen: Seen | None = None


def difference(program: Program, run: Callable[[str], Seen], fired: Counter[str]) -> str:
    """How the desugared program's run differs; empty if it does not."""
    before = program.seen or run(program.older)
    try:
        output = desugar_source(program.source, **program.options)
        if output.code == program.older:
            return ""
        fired.update(site.rewrite for site in output.sites)
        after = run(output.code)
    except Exception as error:
        return f"{type(error).__name__}: {error} {getattr(error, '__notes__', '')}"
    if before == after:
        return ""
    for number, (mine, its) in enumerate(zip((*before.log, "the end"), (*after.log, "the end"))):
        if mine != its:
            return f"entry {number} of the log: {mine!r} became {its!r}; ends {before.end} and {after.end}"
    if before.end != after.end:
        return f"end: {before.end} became {after.end}"
    return f"names: {sorted(set(before.names.items()) ^ set(after.names.items()))}"


def smaller(source: str, fails) -> str:
    """*source* with as few lines as it takes to fail: whole statements go, then single lines."""
    lines = source.splitlines()
    changed = True
    while changed:
        changed = False
        for at in range(len(lines) - 1, -1, -1):
            for end in (suite_end(lines, at), at + 1):
                less = lines[:at] + lines[end:]
                if less and fails("\n".join(less) + "\n"):
                    lines, changed = less, True
                    break
    return "\n".join(lines) + "\n"


def suite_end(lines: list[str], at: int) -> int:
    """The line after the statement that begins at the line *at*, without further clauses."""
    indent = len(lines[at]) - len(lines[at].lstrip())
    end = at + 1
    while end < len(lines) and len(lines[end]) - len(lines[end].lstrip()) > indent:
        end += 1
    return end


def options_for(choose: random.Random, given: argparse.Namespace) -> list[dict]:
    """Options of `desugar_source`, one after the other: the kinds, and which rewrites, if not all."""
    options: dict = {"kinds": PLAIN if given.plain else EXACT}
    if given.each:
        return [{**options, "only": [name]} for name in ORDER]
    if given.single:
        return [{**options, "only": [choose.choice(ORDER)]}]
    if not given.subsets:
        return [options]
    some = choose.sample(ORDER, 1 + choose.randrange(8))
    return [{**options, choose.choice(["only", "keep"]): some}]


def kind_of(text: str) -> str:
    """What two differences of the same kind share."""
    return text.split(":", maxsplit=1)[0].rstrip("0123456789 ")


def version(text: str) -> Version:
    major, _, minor = text.partition(".")
    return int(major), int(minor)


def arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="python -m tests.properties", description=__doc__.split("\n")[0])
    parser.add_argument("count", nargs="?", type=int, default=10_000)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--size", type=int, default=8)
    parser.add_argument("--subsets", action="store_true", help="choose some rewrites for each program")
    parser.add_argument("--single", action="store_true", help="choose one rewrite for each program")
    parser.add_argument("--each", action="store_true", help="take each rewrite alone, one after the other")
    parser.add_argument("--plain", action="store_true", help="plain outputs, by what the Reference promises")
    parser.add_argument("--failing", type=int, default=0, metavar="N", help="let special methods fail")
    parser.add_argument("--show", type=int, default=10, help="how many differences to show in full")
    parser.add_argument("--python", help="run programs on this Python, in its syntax")
    parser.add_argument("--target-version", type=version, help="desugar for this version, in its syntax")
    return parser.parse_args()


def main() -> int:
    given = arguments()
    warnings.simplefilter("ignore")
    elsewhere = Elsewhere(given.python, given.plain, given.failing) if given.python else None
    run = elsewhere.seen if elsewhere else partial(seen_here, plain=given.plain, failing=given.failing)
    native = elsewhere.version if elsewhere else RUNNING
    target = given.target_version or native
    fired: Counter[str] = Counter()
    different = ended = unusable = 0
    for number in range(given.seed, given.seed + given.count):
        choose = random.Random(number)
        source, older = both_versions(number, given.size, native, target)
        try:
            before = run(older)
        except Unusable as error:
            unusable += 1
            print(f"seed {number}: the program itself is wrong: {error}")
            continue
        ended += not before.end
        for some in options_for(choose, given):
            options = {"target": target, **some}
            found = difference(Program(source, older, options, before), run, fired)
            if found:
                different += 1
                print(f"seed {number} {options}: {found}", flush=True)
                if different <= given.show and source == older:
                    print(
                        smaller(source, lambda text: still_fails(text, options, run, kind_of(found))),
                        flush=True,
                    )
        if (number - given.seed) % 500 == 499:
            print(f"{number - given.seed + 1} programs, {different} different so far", flush=True)
    print(
        f"{given.count} programs, {ended} ended without an exception, {unusable} unusable, {different} different"
    )
    for name in ORDER:
        print(f"{fired[name]:9} {name}")
    return int(bool(different))


def still_fails(source: str, options: dict, run: Callable[[str], Seen], kind: str) -> bool:
    """Whether *source* is a program, and shows a difference of this *kind*."""
    try:
        found = difference(Program(source, source, options), run, Counter())
    except Exception:
        return False
    return bool(found) and kind_of(found) == kind


if __name__ == "__main__":
    sys.exit(main())
