#!/usr/bin/env python3
"""Modern programs on an old Python: what is desugared once prints there what a new Python prints.

    python tests/large/old_hosts.py --python python3.8 --truth python3.13 [FOLDER ...]

Each program of the corpus folders (all whose construct came after Python 3.8, unless some are named) is
desugared once, for 3.15 or what `--target` says, or for the last version before what the program prints
changes (`# Changed in:`).  What the output prints on PYTHON is compared with the recorded output beside the
program; where there is none, with what the program prints on the Python TRUTH.  The folder `traps` has what
each version printed; of those only what Python 3.8 cannot compile is run.

Where the program itself can be run on PYTHON, and prints there what its output prints, the two Pythons differ
and not the program and its output; this is counted apart.  A program that must differ because an old Python
lacks something says what:

    # Hosts before Python 3.9 lack subscripts of builtin types.

It has to differ there, and nowhere else.
"""

from __future__ import annotations

import argparse
import json
import re
import sys
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import library

sys.path.insert(0, str(library.PROJECT / "tests"))

from behaviour import changes, exact as desugar, head, needed, needs_library

from mvpy.errors import MVPyError
from mvpy.verification import hosts

CORPUS = library.PROJECT / "corpus"
TRAPS: dict[str, dict[str, str]] = json.loads(
    (CORPUS / "traps" / "expected.json").read_text(encoding="utf-8")
)
OLDEST = "3.8"
# Constructs that Python 3.8 has, and that later versions gave more room, or another meaning.
GROWN = frozenset("assignment_expression formatted_string self_documenting_field match_statement".split())
LACK = re.compile(r"^# Hosts before Python 3\.(?P<minor>\d+) lack (?P<what>.+)\.$", re.MULTILINE)
# As such a line, for the traps: (before which Python 3.x, what).
LACKING_TRAPS = {
    "203_lazy_annotations": (14, "annotations that wait, and `annotationlib`"),
    "209_star_in_subscript": (11, "builtin types that can be unpacked"),
    "230_tstrings": (14, "the module `string.templatelib`"),
    "251_lazy_imports": (15, "imports that wait"),
    "310_type_alias_lazy": (15, "aliases whose texts name their modules"),
    "313_generic_classes": (11, "these words of `typing`"),
    "314_type_params_in_class_scope": (9, "subscripts of builtin types"),
    "322_unpacking_in_comprehensions": (9, "the words for it"),
}
RIGHT, WRONG, NATIVE, LACKING = "right", "wrong", "native", "lacking"


@dataclass(frozen=True)
class Outcome:
    """What became of one program, and the first line that differs, or what is lacking.

    NATIVE    the program itself prints on the old Python what its output prints there
    LACKING   it differs, and says why
    """

    program: str
    kind: str
    words: str = ""


@dataclass(frozen=True)
class Machine:
    """A Python at work, and its version."""

    version: tuple[int, int]
    running: hosts.Session

    def printed(self, path: Path, code: bytes) -> str:
        """What *code* prints in the place of the program at *path*, and how it ended if it failed."""
        seen = self.running.run(hosts.Job(path.parent, Path(path.name), code))
        ending = f"\n{seen.ending()}" if seen.status else ""
        return seen.stdout.decode("utf-8", "replace") + ending


def main() -> int:
    options = parsed()
    programs = programs_in(options.folders or default_folders())
    old, new = (hosts.NativeHost(python=python) for python in (options.python, options.truth))
    with hosts.session(old) as first, hosts.session(new) as second:
        host = Machine(library.version_of(options.python), first)
        truth = Machine(library.version_of(options.truth), second)
        target = version_in(options.target)
        outcomes = [told(tried(path, target_of(path, target, truth), host, truth)) for path in programs]
    report(outcomes, host.version)
    if options.json:
        options.json.write_text(json.dumps([vars(outcome) for outcome in outcomes], indent=1) + "\n")
    return int(any(outcome.kind == WRONG for outcome in outcomes) or not outcomes)


def parsed() -> argparse.Namespace:
    parser = library.command_line((__doc__ or "").split("\n")[0], jobs=False)
    parser.add_argument("folders", nargs="*", help="folders of the corpus, such as match_statement")
    parser.add_argument("--python", required=True, help="the old Python")
    parser.add_argument("--truth", default=sys.executable, help="a new Python, where no output is recorded")
    parser.add_argument("--target", default="3.15", help="the version to desugar for")
    return parser.parse_args()


def target_of(path: Path, wanted: tuple[int, int], truth: Machine) -> tuple[int, int]:
    """The version up to *wanted* to desugar the program at *path* for, so that it is known what it prints."""
    if path.parent.name == "traps":
        return wanted
    known = needed(path) if path.with_suffix(".out").exists() else truth.version
    changed = min((version for version in changes(path) if version > known), default=(3, wanted[1] + 1))
    return max(known, min(wanted, (3, changed[1] - 1)))


def version_in(words: str) -> tuple[int, int]:
    """The version that *words* such as "3.13" name."""
    major, minor = words.split(".")
    return int(major), int(minor)


def printed_by(path: Path, target: tuple[int, int], truth: Machine) -> str:
    """What the program at *path* prints on the *target*."""
    if path.parent.name == "traps":
        return TRAPS[path.name]["%d.%d" % target]
    recorded = path.with_suffix(".out")
    if recorded.exists():
        return recorded.read_text(encoding="utf-8")
    return truth.printed(path, path.read_bytes())


def default_folders() -> list[str]:
    """The folders in which some program needs a newer Python than 3.8."""
    found = {path.parent.name for path in CORPUS.glob("*/*.py") if needed(path) > (3, 8)}
    return sorted(found | GROWN | {"traps"})


def programs_in(folders: Sequence[str]) -> list[Path]:
    """The programs of *folders* that behave as their cores do, and do not need a newer library throughout.

    Of the traps those that Python 3.8 does not know.
    """
    found = []
    for folder in folders:
        for path in sorted((CORPUS / folder).glob("*.py")):
            known = path.parent.name == "traps" and OLDEST in TRAPS[path.name]
            if "# Differs:" not in head(path) and not known and not needs_library(path):
                found.append(path)
    return found


def tried(path: Path, target: tuple[int, int], host: Machine, truth: Machine) -> Outcome:
    """What becomes of the program at *path*, desugared for *target*, on *host*."""
    program = f"{path.parent.name}/{path.stem}"
    source = path.read_bytes()
    wanted = printed_by(path, target, truth)
    try:
        code = desugar(source, target=target).code
    except MVPyError as error:
        return Outcome(program, WRONG, str(error))
    printed = host.printed(path, code.encode("utf-8"))
    words = difference(printed, wanted)
    lacking = what_lacks(path, host.version)
    if lacking and words:
        return Outcome(program, LACKING, lacking)
    if lacking:
        return Outcome(program, WRONG, f"nothing differs, though it says that the host lacks {lacking}")
    if words and host.printed(path, source) == printed:
        return Outcome(program, NATIVE, words)
    return Outcome(program, WRONG if words else RIGHT, words)


def what_lacks(path: Path, host: tuple[int, int]) -> str:
    """What the program at *path* says that the *host* lacks; empty if nothing."""
    found = LACK.search(head(path))
    minor, what = (int(found["minor"]), found["what"]) if found else LACKING_TRAPS.get(path.stem, (0, ""))
    return what if host < (3, minor) else ""


def told(outcome: Outcome) -> Outcome:
    """*outcome*, which is printed unless it is RIGHT."""
    if outcome.kind != RIGHT:
        print(f"{outcome.kind}: {outcome.program}: {outcome.words}", flush=True)
    return outcome


def difference(printed: str, wanted: str) -> str:
    """The first line in which *printed* is not *wanted*; empty if there is none."""
    if printed == wanted:
        return ""
    lines, expected = printed.splitlines(), wanted.splitlines()
    for line, right in zip(lines, expected):
        if line != right:
            return f"{line!r} instead of {right!r}"
    more = lines[len(expected) :] or ["nothing"]
    return f"{more[0]!r} instead of {(expected[len(lines):] or ['the end'])[0]!r}"


def report(outcomes: Sequence[Outcome], host: tuple[int, int]) -> None:
    """Print the figures, folder by folder."""
    for folder in sorted({outcome.program.split("/")[0] for outcome in outcomes}):
        print(f"{folder}: {figures([o for o in outcomes if o.program.startswith(folder + '/')])}")
    print(f"on {'%d.%d' % host}: {figures(outcomes)}")


def figures(outcomes: Sequence[Outcome]) -> str:
    """How many of *outcomes* are of which kind."""
    count = Counter(outcome.kind for outcome in outcomes)
    words = f"{count[RIGHT]} of {len(outcomes)} right, {count[WRONG]} wrong"
    meanings = {LACKING: "where the host lacks something", NATIVE: "where the original differs too"}
    for kind, meaning in meanings.items():
        words += f", {count[kind]} {meaning}" if count[kind] else ""
    return words


if __name__ == "__main__":
    sys.exit(main())
