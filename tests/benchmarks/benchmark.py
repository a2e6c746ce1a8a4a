#!/usr/bin/env python3
"""How fast MVPy is, how much memory it takes, and how fast its output.

    python tests/benchmarks/benchmark.py [FILE...] [--lines N...] [--exact] [--programs FOLDER] [--repeat N]

For each FILE (argparse.py, typing.py, _pydecimal.py and test_descr.py of the Python that runs this, unless others are
given), and for N lines of that library (10 000 and 100 000): lines per second by stage, the slowest rewrites, and the
ratio to the cheapest codemod of libcst, which parses the file, lets one empty `CSTTransformer` go over it and prints
it. That runs by turns with MVPy in a process of its own, which knows nothing of MVPy: next to it, the collector of
cycles makes it twice as slow.

Then the memory for 1 000 lines: the peak of a process that desugars the file, without that of one that desugars a
line; beside it that of libcst's parser alone. And how much longer a line takes in the longest file than in the one
that is a tenth of it. Then, for each program of the corpus, the time of its core to its own time, on the Python that
runs this, from compiling to the last line, without the start of the interpreter.

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
FILES = ("argparse.py", "typing.py", "_pydecimal.py", "test/test_descr.py")
LINES = (10_000, 100_000)
BAR = 1.8  # times the cheapest codemod
MOST_MEMORY = 10  # MB for 1 000 lines
SLOWEST = 8
# Where there is no /proc, the peak may be that of the process that started this one.
PEAK = """
import resource
def peak():
    try:
        with open("/proc/self/status") as file:
            return next(int(line.split()[1]) for line in file if line.startswith("VmHWM:"))
    except OSError:
        return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
"""
MEMORY = """
import sys, tokenize
import mvpy
with tokenize.open(sys.argv[1]) as file:
    mvpy.desugar(file.read(), exact=sys.argv[2] == "exact")
print(peak())
"""
PARSER = """
import sys, tokenize
import libcst
with tokenize.open(sys.argv[1]) as file:
    libcst.parse_module(file.read())
print(peak())
"""
CODEMOD = """
import sys, time, tokenize
import libcst as cst
for line in sys.stdin:
    with tokenize.open(line.strip()) as file:
        text = file.read()
    started = time.process_time()
    cst.parse_module(text).visit(cst.CSTTransformer()).code
    print(time.process_time() - started, flush=True)
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


class Codemod:
    """The least that a codemod of libcst can do, in a process of its own."""

    def __init__(self) -> None:
        self.process = subprocess.Popen(
            [sys.executable, "-c", CODEMOD], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
        )

    def seconds(self, path: Path) -> float:
        """How long it takes for the file *path*."""
        print(path, file=self.process.stdin, flush=True)
        return float(self.process.stdout.readline())


def speed_of(path: Path, repeat: int, exact: bool, codemod: Codemod) -> dict[str, Any]:
    """The times for the file *path*."""
    import mvpy

    text = text_of(path)
    lines = text.count("\n")
    mvpy.desugar("x = 1\n", exact=exact)  # what is loaded and compiled once is not part of it
    runs, codemods = [], []
    for _ in range(repeat):
        codemods.append(codemod.seconds(path))
        runs.append(best(lambda: mvpy.desugar(text, exact=exact), 1))
    seconds, result = min(runs, key=lambda run: run[0])
    clock = sum(result.times.values())
    times = {name: spent * seconds / clock for name, spent in result.times.items()}  # of processor time
    rewrites = {name: spent for name, spent in times.items() if name not in ("read", "print")}
    stages = {"read": times["read"], "rewrites": sum(rewrites.values()), "print": times["print"]}
    slowest = sorted(rewrites.items(), key=lambda item: -item[1])[:SLOWEST]
    return {
        "file": path.name, "lines": lines, "seconds": seconds, "codemod": min(codemods),
        "ratio": seconds / min(codemods), "stages": stages, "slowest": dict(slowest),
        "characters": len(result.code) / len(text),
    }  # fmt: skip


def library_lines(count: int, folder: Path) -> Path:
    """A file in *folder* of nearly *count* lines: modules of the standard library, one after the other."""
    library = Path(sysconfig.get_path("stdlib"))
    texts: list[str] = []
    left = count
    for path in (*sorted(library.glob("*.py")), *sorted(library.glob("test/test_*.py"))):
        try:
            text = text_of(path)
        except (SyntaxError, UnicodeDecodeError):
            continue
        lines = text.count("\n")
        whole = text.endswith("\n") and not {"\t", "\f"} & set(text) and "from __future__" not in text
        if whole and lines <= left:
            texts.append(text)
            left -= lines
    out = folder / f"{count}_lines.py"
    out.write_text("".join(texts), encoding="utf-8")
    return out


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


def peak(program: str, path: Path, way: str) -> float:
    """The megabytes that *program*, MEMORY or PARSER, takes at most for the file *path*, in a process with this MVPy."""
    run = subprocess.run(
        [sys.executable, "-P", "-c", PEAK + program, str(path), way],
        capture_output=True,
        text=True,
        check=True,
    )
    unit = 1024 if sys.platform == "darwin" else 1
    return int(run.stdout) / 1024 / unit


def memory_for(path: Path, nothing: Path, way: str) -> dict[str, float]:
    """The megabytes that 1 000 lines of the file *path* take, beyond those for the file *nothing*."""
    thousands = text_of(path).count("\n") / 1000
    programs = {"mvpy": MEMORY, "parser": PARSER}
    return {
        name: (peak(program, path, way) - peak(program, nothing, way)) / thousands
        for name, program in programs.items()
    }


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


def slow_down(program: Path, repeat: int, exact: bool) -> tuple[float, float]:
    """The time of *program*, and of its core."""
    import mvpy

    with tempfile.TemporaryDirectory() as folder:
        core = Path(folder, program.name)
        core.write_text(
            mvpy.desugar(text_of(program), exact=exact, filename=program.name).code, encoding="utf-8"
        )
        return run_time(program, repeat), run_time(core, repeat)


def arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("files", nargs="*", type=Path, metavar="FILE")
    parser.add_argument(
        "--lines", nargs="*", type=int, default=LINES, metavar="N", help="lines of the library"
    )
    parser.add_argument("--exact", action="store_true", help="exact outputs, not plain ones")
    parser.add_argument("--programs", type=Path, default=PROGRAMS, metavar="FOLDER")
    parser.add_argument("--repeat", type=int, default=3)
    parser.add_argument("--json", type=Path, help="write all figures to this file")
    return parser.parse_args()


def show_memory(files: list[Path], folder: Path, way: str) -> dict[str, dict[str, float]]:
    """Print, and give, what 1 000 lines of each of *files* take; *folder* is for what is written meanwhile."""
    nothing = folder / "nothing.py"
    nothing.write_text("x = 1\n", encoding="utf-8")
    found = {}
    print(f"\nmemory for 1 000 lines, the bar is {MOST_MEMORY} MB:")
    for path in files:
        found[path.name] = memory = memory_for(path, nothing, way)
        print(
            f"    {path.name:24} {memory['mvpy']:5.1f} MB, libcst's parser {memory['parser']:5.1f} MB",
            flush=True,
        )
    return found


def show_linearity(speeds: list[dict[str, Any]]) -> None:
    """Print how much longer a line takes where there are ten times as many."""
    per_line = {speed["file"]: speed["seconds"] / speed["lines"] for speed in speeds}
    for speed in speeds:
        count = speed["file"].removesuffix("_lines.py")
        if count.isdigit() and (longer := f"{int(count) * 10}_lines.py") in per_line:
            print(
                f"\na line of {longer} takes {per_line[longer] / per_line[speed['file']]:.2f} times as long"
            )


def show_slow_downs(folder: Path, repeat: int, exact: bool) -> dict[str, float]:
    """Print, and give, how many times as long the core of each program in *folder* takes."""
    factors = {}
    for program in sorted(folder.glob("*.py")):
        before, after = slow_down(program, repeat, exact)
        factors[program.stem] = after / before
        print(
            f"{program.stem:24} {1000 * before:7.1f} ms  core {1000 * after:7.1f} ms "
            f"{after / before:6.1f} times",
            flush=True,
        )
    return factors


def main() -> int:
    options = arguments()
    library = Path(sysconfig.get_path("stdlib"))
    files = options.files or [path for name in FILES if (path := library / name).exists()]
    with tempfile.TemporaryDirectory() as name:
        files += [library_lines(count, Path(name)) for count in options.lines]
        speeds, codemod = [], Codemod()
        for path in files:
            speeds.append(speed_of(path, options.repeat, options.exact, codemod))
            show_speed(speeds[-1])
        show_linearity(speeds)
        memory = show_memory(files, Path(name), "exact" if options.exact else "plain")
    factors = show_slow_downs(options.programs, options.repeat, options.exact)
    mean = math.exp(sum(map(math.log, factors.values())) / len(factors)) if factors else 0.0
    worst = max(speed["ratio"] for speed in speeds)
    most = max(found["mvpy"] for found in memory.values())
    print(f"\ndesugaring: at most {worst:.2f} times the cheapest codemod; memory {most:.1f} MB for 1 000 lines; "
          f"cores take {mean:.1f} times as long (geometric mean of {len(factors)})")  # fmt: skip
    if options.json:
        figures = {"schema": 2, "speed": speeds, "memory": memory, "programs": factors}
        options.json.write_text(json.dumps(figures, indent=1))
    return int(worst > BAR or most > MOST_MEMORY)


if __name__ == "__main__":
    sys.exit(main())
