#!/usr/bin/env python3
"""How fast `match` is on a Python without it, against what a person would write there, in the same run.

    python tests/benchmarks/match_by_hand.py [--python PYTHON] [--for VERSION] [--repeat N]

Each of the programs in `matches/` has two functions that do the same: `by_match`, whose `match` becomes what
`mvpy desugar --for VERSION` makes of it, and `by_hand`.  `SUBJECTS` are what both are asked, by turns.  PYTHON runs
the lowered programs; the times are the best of N, for one round of all subjects.
"""

from __future__ import annotations

import argparse
import subprocess
import sys
import tempfile
from pathlib import Path

from mvpy.machine.kinds import PLAIN
from mvpy.machine.lowering import Lowering
from mvpy.pipeline import desugar_source

PROGRAMS = Path(__file__).with_name("matches")
BAR = 2.0  # times what a person would write
TIMING = """

def _rounds(function, count):
    from time import perf_counter
    subjects = SUBJECTS
    start = perf_counter()
    for _ in range(count):
        for subject in subjects:
            function(subject)
    return (perf_counter() - start) / count


def _measure(repeat):
    assert [by_match(subject) for subject in SUBJECTS] == [by_hand(subject) for subject in SUBJECTS]
    count = int(0.01 / _rounds(by_hand, 50)) + 1
    times = [(_rounds(by_match, count), _rounds(by_hand, count)) for _ in range(repeat)]
    print(min(time for time, _ in times), min(time for _, time in times))


_measure({repeat})
"""


def main() -> int:
    """Prints a line for each program; 1 if one is slower than the bar."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--python", default=sys.executable)
    parser.add_argument("--for", dest="version", default="3.8")
    parser.add_argument("--repeat", type=int, default=15)
    options = parser.parse_args()
    major, minor = map(int, options.version.split("."))
    slow = False
    for program in sorted(PROGRAMS.glob("*.py")):
        lowered = desugar_source(
            program.read_text(encoding="utf-8"),
            filename=program.name,
            target=(3, 13),
            kinds=PLAIN,
            lowering=Lowering((major, minor)),
        )
        by_match, by_hand = measured(lowered.code, options.python, options.repeat)
        ratio = by_match / by_hand
        slow = slow or ratio > BAR
        print(
            f"{program.stem:24} {by_match * 1e6:8.2f} µs {by_hand * 1e6:8.2f} µs  {ratio:5.2f} ×", flush=True
        )
    return int(slow)


def measured(code: str, python: str, repeat: int) -> tuple[float, float]:
    """The seconds that a round takes by `match` and by hand in the program *code*, run by *python*."""
    with tempfile.TemporaryDirectory() as folder:
        file = Path(folder) / "program.py"
        file.write_text(code + TIMING.replace("{repeat}", str(repeat)), encoding="utf-8")
        out = subprocess.run([python, str(file)], capture_output=True, text=True, check=True).stdout
    by_match, by_hand = map(float, out.split())
    return by_match, by_hand


if __name__ == "__main__":
    sys.exit(main())
