"""What programs become, kept and compared: did a change of the machine change an output?

    python tests/large/outputs.py keep FILE [LIBRARY]       before the change
    python tests/large/outputs.py compare FILE [LIBRARY]    after it

The programs are those of the corpus and 100 files of LIBRARY (`P/lib/python3.13`), each with three sets of options:
the core, `readable`, and the core for 3.8.  FILE is a zip archive, with an entry for each output: its text, and what
the source map and the sites are; or, where there is none, what was said.  For each entry that differs, the first lines
of the difference are printed.  Exit status 1 if one does.
"""

from __future__ import annotations

import sys
import time
import zipfile
from difflib import unified_diff
from itertools import islice
from pathlib import Path

import library
from workers import in_parallel, words_of

from mvpy import MVPyError
from mvpy.pipeline import desugar_source
from mvpy.reading.source import read_source

OPTIONS = {"core": {}, "readable": {"level": "readable"}, "core for 3.8": {"target": (3, 8)}}
FILES = 100  # of the library
SECONDS = 300
SHOWN = 12  # lines of a difference


def main() -> int:
    parser = library.command_line(__doc__)
    parser.add_argument("task", choices=["keep", "compare"])
    parser.add_argument("file", type=Path)
    parser.add_argument("library", type=Path, nargs="?")
    arguments = parser.parse_args()
    start = time.monotonic()
    new = outputs(programs(arguments.library), arguments.jobs)
    if arguments.task == "keep":
        with zipfile.ZipFile(arguments.file, "w", zipfile.ZIP_DEFLATED) as archive:
            for name, text in sorted(new.items()):
                archive.writestr(name, text)
        print(f"{len(new)} outputs kept; {time.monotonic() - start:.0f} s")
        return 0
    with zipfile.ZipFile(arguments.file) as archive:
        old = {name: archive.read(name).decode("utf-8", "surrogatepass") for name in archive.namelist()}
    names = [name for name in sorted({*old, *new}) if old.get(name) != new.get(name)]
    for name in names:
        show(name, old.get(name, ""), new.get(name, ""))
    print(f"{len(new)} outputs; different: {len(names)}; {time.monotonic() - start:.0f} s")
    return int(bool(names))


def programs(folder: Path | None) -> list[tuple[str, Path]]:
    """(name, path) of each program: all of the corpus, and some of the library's files, spread over it."""
    found = [
        (f"corpus/{path.relative_to(library.PROJECT / 'corpus')}", path)
        for path in sorted((library.PROJECT / "corpus").rglob("*.py"))
    ]
    if folder is not None:
        files = library.library_files(folder)
        some = files[:: max(len(files) // FILES, 1)][:FILES]
        found += [(f"library/{path.relative_to(folder)}", path) for path in some]
    return found


def outputs(every: list[tuple[str, Path]], jobs: int) -> dict[str, str]:
    """What each program becomes, by its name and those of the options."""
    found = {}
    for (name, _), outcome in in_parallel(of_program, every, jobs=jobs, seconds=SECONDS):
        words = words_of(outcome)
        found.update(words if isinstance(words, dict) else {name: words})
    return found


def of_program(program: tuple[str, Path]) -> dict[str, str]:
    """What one program becomes with each set of options."""
    name, path = program
    return {f"{name} ({title})": become(path, options) for title, options in OPTIONS.items()}


def become(path: Path, options: dict) -> str:
    """All that `desugar` says of the program at *path*."""
    try:
        done = desugar_source(read_source(path.read_bytes(), str(path)).text, filename=path.name, **options)
    except MVPyError as error:
        return f"{type(error).__name__}: {error}"
    sites = "\n".join(map(repr, done.sites))
    return f"{done.code}\n{sites}\n{done.source_map}\n{done.warnings}\n"


def show(name: str, old: str, new: str) -> None:
    """Print the first lines that differ."""
    print(f"== {name}")
    lines = unified_diff(old.split("\n"), new.split("\n"), "before", "after", lineterm="", n=1)
    for line in islice(lines, SHOWN):
        print(f"   {line[:200]}")


if __name__ == "__main__":
    sys.exit(main())
