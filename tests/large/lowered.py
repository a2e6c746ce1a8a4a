"""Programs of the corpus, lowered for older Pythons, and run there: do they print what the originals print here?

    python tests/large/lowered.py                       all programs in which there is something too new for 3.6 … 3.12
    python tests/large/lowered.py --for 3.8 match_      for one host, those whose name begins so
    python tests/large/lowered.py --for 3.6 --all       say of each program that differs of which kind that is
    python tests/large/lowered.py --exact --sample 4    exact outputs, one program in four

What differs is of one of these kinds; of the last four there should be none.

    library     the program asks for something that `mvpy check` says this Python does not have
    groups      the program needs exception groups, which are not built in before Python 3.11
    lacking     the program says itself what older Pythons lack, or that its output has changed since
    plain       the program shows what a plain output does not promise, and says so
    python      the Python behaves otherwise, see lowered.toml
    syntax      the host does not read the output
    error       there is none
    helper      a helper of ours fails there
    unknown     nobody has said why
"""

from __future__ import annotations

import argparse
import json
import os
import re
import shutil
import subprocess
import sys
import tempfile
import tomllib
from collections import Counter
from functools import cache
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parents[1]))

from behaviour import changes, head, kinds_shown
from old_hosts import LACK

from mvpy.command.options import kinds_of
from mvpy.errors import MVPyError
from mvpy.library import uses_too_new
from mvpy.machine.lowering import Lowering
from mvpy.pipeline import Desugared, desugar_source
from mvpy.rewrites.lowering.hints import may_hold_newer

CORPUS = Path(__file__).parents[2] / "corpus"
HOSTS = [(3, minor) for minor in range(6, 13)]
DIFFERS = re.compile(r"^# Differs: (?P<how>.+)$", re.MULTILINE)
BAD = ("syntax", "error", "helper", "unknown")
Version = tuple[int, int]


def found_python(host: Version) -> str | None:
    """The Python of that version that pyenv has, or that is on the path."""
    folder = Path(os.environ.get("PYENV_ROOT", "~/.pyenv")).expanduser() / "versions"
    found = sorted(folder.glob(f"{host[0]}.{host[1]}.*/bin/python"))
    return str(found[-1]) if found else shutil.which(f"python{host[0]}.{host[1]}")


def outcome(python: str, program: Path) -> tuple[int, str, str]:
    """How *program* ends with *python*: its status, what it prints, and its errors."""
    done = subprocess.run(
        [python, str(program)], capture_output=True, text=True, timeout=30, stdin=subprocess.DEVNULL
    )
    return done.returncode, done.stdout, done.stderr


def verdict(program: Path, host: Version, python: str, folder: Path, exact: bool) -> str:
    """What came of *program*, perhaps *exact*, on *host*: the kind, and why."""
    text = program.read_text(encoding="utf-8")
    try:
        made = desugar_source(text, kinds=kinds_of(exact), target=(3, 13), lowering=Lowering(host))
    except MVPyError as error:
        return f"error: {error}"
    lowered = folder / program.name
    lowered.write_text(made.code, encoding="utf-8")
    status, printed, errors = outcome(python, lowered)
    if (status, printed) == outcome(sys.executable, program)[:2]:
        return "same"
    return cause(made, host, lowered, errors) or difference(program, host) or culprit(made, lowered, errors)


def place_of(lowered: Path, errors: str) -> int:
    """The last line of *lowered* in the traceback *errors*; 0 if there is none."""
    lines = re.findall(rf'File "{re.escape(str(lowered))}", line (\d+)', errors)
    return int(lines[-1]) if lines else 0


def cause(made: Desugared, host: Version, lowered: Path, errors: str) -> str:
    """Of the last of *errors*, that there is something missing that everybody knows of; empty if there is not."""
    error = last_line(errors)
    if "ExceptionGroup" in error:
        return f"groups: {error}"
    line = place_of(lowered, errors)
    known = {use.line for use in uses_too_new(made.code, host)}
    return f"library: {error}" if line in known and made.source_map[line - 1] else ""


def culprit(made: Desugared, lowered: Path, errors: str) -> str:
    """Who is to blame for what nobody knows of: for a line of the output that is no Python, for a helper that fails."""
    line, error = place_of(lowered, errors), last_line(errors)
    if error.startswith("SyntaxError") and "Traceback" not in errors:
        return f"syntax: {error}"
    return f"{'helper' if line and not made.source_map[line - 1] else 'unknown'}: {error}"


def difference(program: Path, host: Version) -> str:
    """The kind of difference between Pythons that *program* shows on *host*, as far as somebody has said so."""
    lack = LACK.search(head(program))
    if lack and host < (3, int(lack["minor"])):
        return f"lacking: {lack['what']}"
    if any(version > host for version in changes(program)) or is_changed_trap(program):
        return "lacking: its output has changed"
    if kinds := kinds_shown(program, True, host):
        return f"plain: {', '.join(kinds)}"
    if differs := DIFFERS.search(head(program)):
        return f"plain: {differs['how']}"
    name = f"{program.parent.name}/{program.stem}"
    return next(
        (f"python: {words}" for before, words, names in reasons() if host < before and name in names), ""
    )


def is_changed_trap(program: Path) -> bool:
    """Is *program* a trap that printed something else on the first Python that could run it?"""
    printed = list(traps().get(program.name, {}).values()) if program.parent.name == "traps" else []
    return any(one != printed[0] for one in printed)


@cache
def traps() -> dict[str, dict[str, str]]:
    """What the traps print on each Python from 3.8 on."""
    found: dict[str, dict[str, str]] = json.loads(
        (CORPUS / "traps" / "expected.json").read_text(encoding="utf-8")
    )
    return found


@cache
def reasons() -> list[tuple[Version, str, list[str]]]:
    """How older Pythons behave otherwise: before which one, in which way, and the programs that show it."""
    table = tomllib.loads(Path(__file__).with_suffix(".toml").read_text(encoding="utf-8"))
    return [
        ((3, int(one["before"].partition(".")[2])), one["words"], one["programs"]) for one in table["reason"]
    ]


def last_line(text: str) -> str:
    """The last line of *text*."""
    return text.strip().rpartition("\n")[2]


def main() -> int:
    """Run all; 1 if there is one for which something is to be done here."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("names", nargs="*", help="how names of programs begin, as folder/name")
    parser.add_argument("--for", dest="hosts", action="append", help="a host, such as 3.8")
    parser.add_argument("--all", action="store_true", help="list what differs for a good reason, too")
    parser.add_argument("--exact", action="store_true", help="make exact outputs, and no plain ones")
    parser.add_argument("--sample", type=int, default=1, metavar="N", help="take one program in N")
    options = parser.parse_args()
    hosts = [tuple(map(int, host.split("."))) for host in options.hosts or ()] or HOSTS
    programs = [
        path for path in sorted(CORPUS.glob("*/*.py"))
        if not options.names or str(path.relative_to(CORPUS)).startswith(tuple(options.names))
    ]  # fmt: skip
    bad = 0
    for host in hosts:
        python = found_python(host)
        if python is None:
            print(f"{host[0]}.{host[1]}: not here")
            continue
        counts: Counter[str] = Counter()
        with tempfile.TemporaryDirectory() as folder:
            newer = [path for path in programs if may_hold_newer(path.read_text(encoding="utf-8"), host)]
            for path in newer[:: options.sample]:
                if outcome(sys.executable, path)[0]:
                    counts["not for this Python"] += 1
                    continue
                words = verdict(path, host, python, Path(folder), options.exact)
                kind = words.partition(":")[0]
                counts[kind] += 1
                if kind in BAD or options.all and kind != "same":
                    print(f"{host[0]}.{host[1]} {path.relative_to(CORPUS)}: {words}", flush=True)
        bad += sum(counts[kind] for kind in BAD)
        print(f"{host[0]}.{host[1]}:", ", ".join(f"{count} {word}" for word, count in sorted(counts.items())))
    return 1 if bad else 0


if __name__ == "__main__":
    sys.exit(main())
