#!/usr/bin/env python3
"""How fast MVPy is, and how fast its output.

    python tests/benchmarks/benchmark.py [FILE...] [--largest FILE] [--programs FOLDER] [--repeat N]

For each FILE (argparse.py, typing.py and _pydecimal.py of the Python that runs this, unless others are
given): lines per second by stage, the slowest rewrites, and the ratio to the cheapest codemod of libcst,
which parses the file, lets one empty `CSTTransformer` go over it and prints it.  Then the memory that the
largest of the files needs, or the one given.  Then, for each program of the corpus, the time of its core to
its own time, on the Python that runs this, from compiling to the last line, without the start of the
interpreter.

Times are the best of `--repeat` runs, in seconds of processor time.
"""

from __future__ import annotations

import argparse
import json
import math
import subprocess
import sys
import sysconfig
import tempfile
import time
import tokenize
from collections.abc import Callable
from pathlib import Path
from typing import Any

PROGRAMS = Path(__file__).parents[2] / "corpus" / "programs"
FILES = ("argparse.py", "typing.py", "_pydecimal.py")
BAR = 6
SLOWEST = 8
MEMORY = """
import resource, sys, tokenize
import mvpy
with tokenize.open(sys.argv[1]) as file:
    mvpy.desugar(file.read(), exact=True)
print(resource.getrusage(resource.RUSAGE_SELF).ru_maxrss)
"""
RUN = """
import io, sys, time
with open(sys.argv[1], "rb") as file:
    text = file.read()
out, error = sys.stdout, sys.stderr
sys.stdout = io.TextIOWrapper(io.BytesIO(), "utf-8")
started = time.process_time()
namespace = {"__name__": "__main__", "__builtins__": __builtins__}
exec(compile(text, sys.argv[1], "exec", dont_inherit=True), namespace)
print(time.process_time() - started, file=out)
"""


def text_of(path: Path) -> str:
    with tokenize.open(path) as file:
        return file.read()


def best(measured: Callable[[], Any], repeat: int) -> tuple[float, Any]:
    """The shortest of *repeat* runs of *measured*, in seconds, and what that run gave."""
    runs = []
    for n in range(repeat):
        started = time.process_time()
        result = measured()
        runs.append((time.process_time() - started, n, result))
    seconds, _, result = min(runs)
    return seconds, result


def cheapest_codemod(text: str) -> str:
    """*text* after the least that a codemod of libcst can do."""
    import libcst as cst

    return cst.parse_module(text).visit(cst.CSTTransformer()).code


def speed_of(path: Path, repeat: int) -> dict[str, Any]:
    """The times for the file *path*."""
    import mvpy

    text = text_of(path)
    lines = text.count("\n")
    mvpy.desugar("x = 1\n", exact=True)  # what is loaded and compiled once is not part of it
    mvpy.desugar(text, exact=True)
    codemod, _ = best(lambda: cheapest_codemod(text), repeat)
    seconds, result = best(lambda: mvpy.desugar(text, exact=True), repeat)
    clock = sum(result.times.values())
    times = {name: spent * seconds / clock for name, spent in result.times.items()}  # of processor time
    rewrites = {name: spent for name, spent in times.items() if name not in ("read", "print")}
    stages = {"read": times["read"], "rewrites": sum(rewrites.values()), "print": times["print"]}
    slowest = sorted(rewrites.items(), key=lambda item: -item[1])[:SLOWEST]
    return {
        "file": path.name, "lines": lines, "seconds": seconds, "codemod": codemod, "ratio": seconds / codemod,
        "stages": stages, "slowest": dict(slowest), "characters": len(result.code) / len(text),
    }  # fmt: skip


def show_speed(speed: dict[str, Any]) -> None:
    lines = speed["lines"]
    print(
        f"\n{speed['file']}: {lines} lines in {speed['seconds']:.2f} s, "
        f"{lines / speed['seconds']:,.0f} lines a second"
    )
    for stage, seconds in speed["stages"].items():
        print(f"    {stage:10} {seconds:7.3f} s {lines / seconds:12,.0f} lines a second")
    shown = ", ".join(f"{name} {1000 * seconds:.0f} ms" for name, seconds in speed["slowest"].items())
    print(f"    slowest rewrites: {shown}")
    verdict = "within" if speed["ratio"] <= BAR else "over"
    print(
        f"    {speed['ratio']:.2f} times the cheapest codemod ({speed['codemod']:.2f} s), "
        f"{verdict} the bar of {BAR}"
    )
    sys.stdout.flush()


def memory_for(path: Path) -> float:
    """The most memory that desugaring *path* takes, in megabytes, in a process of its own, with the same MVPy."""
    run = subprocess.run(
        [sys.executable, "-P", "-c", MEMORY, str(path)], capture_output=True, text=True, check=True
    )
    unit = 1024 if sys.platform == "darwin" else 1
    return int(run.stdout) / 1024 / unit


def run_time(path: Path, repeat: int) -> float:
    """The best time of the program *path*, from compiling it to its end, in seconds."""
    times = []
    for _ in range(repeat):
        run = subprocess.run(
            [sys.executable, "-c", RUN, str(path)], capture_output=True, text=True, timeout=300
        )
        if run.returncode:
            raise RuntimeError(f"{path.name} fails: {run.stderr.strip().splitlines()[-1:]}")
        times.append(float(run.stdout.splitlines()[-1]))
    return min(times)


def slow_down(program: Path, repeat: int) -> tuple[float, float]:
    """The time of *program*, and of its core."""
    import mvpy

    with tempfile.TemporaryDirectory() as folder:
        core = Path(folder, program.name)
        core.write_text(
            mvpy.desugar(text_of(program), exact=True, filename=program.name).code, encoding="utf-8"
        )
        return run_time(program, repeat), run_time(core, repeat)


def arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("files", nargs="*", type=Path, metavar="FILE")
    parser.add_argument("--largest", type=Path, metavar="FILE", help="the file whose memory is measured")
    parser.add_argument("--programs", type=Path, default=PROGRAMS, metavar="FOLDER")
    parser.add_argument("--repeat", type=int, default=3)
    parser.add_argument("--json", type=Path, help="write all figures to this file")
    return parser.parse_args()


def main() -> int:
    options = arguments()
    library = Path(sysconfig.get_path("stdlib"))
    files = options.files or [library / name for name in FILES]
    speeds = []
    for path in files:
        speeds.append(speed_of(path, options.repeat))
        show_speed(speeds[-1])
    largest = options.largest or max(files, key=lambda path: path.stat().st_size)
    memory = memory_for(largest)
    print(
        f"\nmemory: {memory:.0f} MB for {largest.name} ({text_of(largest).count(chr(10))} lines)\n",
        flush=True,
    )
    factors = {}
    for program in sorted(options.programs.glob("*.py")):
        before, after = slow_down(program, options.repeat)
        factors[program.stem] = after / before
        print(
            f"{program.stem:24} {1000 * before:7.1f} ms  core {1000 * after:7.1f} ms "
            f"{after / before:6.1f} times",
            flush=True,
        )
    mean = math.exp(sum(map(math.log, factors.values())) / len(factors)) if factors else 0.0
    worst = max(speed["ratio"] for speed in speeds)
    print(f"\ndesugaring: at most {worst:.2f} times the cheapest codemod; memory {memory:.0f} MB; "
          f"cores take {mean:.1f} times as long (geometric mean of {len(factors)})")  # fmt: skip
    if options.json:
        figures = {"schema": 1, "speed": speeds, "memory": [largest.name, memory], "programs": factors}
        options.json.write_text(json.dumps(figures, indent=1))
    return int(worst > BAR or memory > 1000)


if __name__ == "__main__":
    sys.exit(main())
