#!/usr/bin/env python3
"""How far an interpreter climbs the ladder of `corpus/core`.

    python tests/large/ladder.py [--all] [--timeout SECONDS] CMD...

CMD runs a program, whose path is put behind it: `micropython`, `node run.js`.  The programs are run in the order of
`ladder.toml`, and what they print is compared with what they print on the Python that runs this.  The first that differs
ends the climb, and is what to build next; with `--all` the rest is run as well, and all that differ are listed.
"""

from __future__ import annotations

import argparse
import subprocess
import sys
from collections.abc import Sequence
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parents[1]))

from rungs import Rung, ladder

LONGEST = 200  # of an output that is shown
Ending = tuple[str, int | None]


def run(command: Sequence[str], rung: Rung, seconds: float) -> tuple[Ending, str]:
    """What *command* prints when it runs the program of *rung*, its exit status, and its last words on standard error."""
    try:
        done = subprocess.run(
            [*command, str(rung.path)], capture_output=True, stdin=subprocess.DEVNULL, timeout=seconds
        )
    except subprocess.TimeoutExpired as late:
        return ((late.stdout or b"").decode("utf-8", "replace"), None), f"still running after {seconds:g} s"
    printed = done.stdout.decode("utf-8", "replace").replace("\r\n", "\n")
    words = done.stderr.decode("utf-8", "replace").strip().splitlines()[-1:]
    return (printed, done.returncode), "".join(words)


def on_one_line(printed: str) -> str:
    """What was *printed*, with a bar between the lines, and not more than the end of it if it is long."""
    line = " | ".join(printed.splitlines())
    return line if len(line) <= LONGEST else f"... {line[-LONGEST:]}"


def told(number: int, rung: Rung, expected: Ending, actual: Ending, words: str) -> str:
    """What there is to know of a *rung* that fails."""
    lines = [f"rung {number}: {rung.program}", f"  {rung.fact}", f"  build: {rung.build}"]
    lines += [f"  expected: {on_one_line(expected[0])}", f"  actual:   {on_one_line(actual[0])}"]
    lines += [f"  it ended with status {actual[1]}"] * (expected[1] != actual[1])
    return "\n".join(lines + [f"  its last words: {words}"] * bool(words))


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("--all", action="store_true", help="go on after a rung that fails")
    parser.add_argument("--timeout", type=float, default=20, metavar="SECONDS", help="for one program")
    parser.add_argument("command", nargs=argparse.REMAINDER, metavar="CMD")
    given = parser.parse_args()
    rungs, failed = ladder(), 0
    for number, rung in enumerate(rungs, 1):
        expected, _ = run([sys.executable], rung, given.timeout)
        actual, words = run(given.command, rung, given.timeout)
        if actual != expected:
            print(told(number, rung, expected, actual, words), flush=True)
            failed += 1
            if not given.all:
                print(f"{number - 1} of {len(rungs)} rungs")
                return 1
    print(f"{len(rungs) - failed} of {len(rungs)} rungs are right")
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main())
