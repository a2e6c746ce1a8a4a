"""Programs of the corpus, lowered for older Pythons, and run there: do they print what the originals print here?

    python tests/large/lowered.py                       all programs in which there is something too new for 3.6 … 3.12
    python tests/large/lowered.py --for 3.8 match_      for one host, those whose name begins so
    python tests/large/lowered.py --exact --sample 4    exact outputs, one program in four

Programs that ask for a library, or for behaviour, that a host does not have print something else there: such are listed.
"""

from __future__ import annotations

import argparse
import os
import shutil
import subprocess
import sys
import tempfile
from collections import Counter
from pathlib import Path

from mvpy.command.options import kinds_of
from mvpy.errors import MVPyError
from mvpy.machine.lowering import Lowering
from mvpy.pipeline import desugar_source
from mvpy.rewrites.lowering.hints import may_hold_newer

CORPUS = Path(__file__).parents[2] / "corpus"
HOSTS = [(3, minor) for minor in range(6, 13)]
# How an error begins that is for want of a module, a name or a method.
OF_LIBRARY = ("ImportError", "ModuleNotFoundError", "NameError", "AttributeError")
Version = tuple[int, int]


def found_python(host: Version) -> str | None:
    """The Python of that version that pyenv has, or that is on the path."""
    folder = Path(os.environ.get("PYENV_ROOT", "~/.pyenv")).expanduser() / "versions"
    found = sorted(folder.glob(f"{host[0]}.{host[1]}.*/bin/python"))
    return str(found[-1]) if found else shutil.which(f"python{host[0]}.{host[1]}")


def outcome(python: str, program: Path) -> tuple[int, str]:
    """What *program* prints with *python*, and its status; its errors only if there are none on the other."""
    done = subprocess.run(
        [python, str(program)], capture_output=True, text=True, timeout=30, stdin=subprocess.DEVNULL
    )
    return done.returncode, done.stdout


def verdict(program: Path, host: Version, python: str, folder: Path, exact: bool) -> str:
    """What came of *program*, perhaps *exact*, on *host*: same, other, for want of a library, not compiled, or an error of ours."""
    text = program.read_text(encoding="utf-8")
    try:
        code = desugar_source(text, kinds=kinds_of(exact), target=(3, 13), lowering=Lowering(host)).code
    except MVPyError as error:
        return f"error: {error}"
    lowered = folder / program.name
    lowered.write_text(code, encoding="utf-8")
    status, printed = outcome(python, lowered)
    if (status, printed) == outcome(sys.executable, program):
        return "same"
    compiled = subprocess.run([python, "-m", "py_compile", str(lowered)], capture_output=True, text=True)
    if compiled.returncode:
        return f"syntax: {last_line(compiled.stderr)}"
    error = last_line(subprocess.run([python, str(lowered)], capture_output=True, text=True).stderr)
    return f"library: {error}" if error.startswith(OF_LIBRARY) else f"other: {error}"


def last_line(text: str) -> str:
    return text.strip().rpartition("\n")[2]


def main() -> int:
    """Run all; 1 if there is one that the host does not read."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("names", nargs="*", help="how names of programs begin, as folder/name")
    parser.add_argument("--for", dest="hosts", action="append", help="a host, such as 3.8")
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
                counts[words.partition(":")[0]] += 1
                if words != "same":
                    print(f"{host[0]}.{host[1]} {path.relative_to(CORPUS)}: {words}", flush=True)
        bad += counts["error"] + counts["syntax"]
        print(f"{host[0]}.{host[1]}:", ", ".join(f"{count} {word}" for word, count in sorted(counts.items())))
    return 1 if bad else 0


if __name__ == "__main__":
    sys.exit(main())
