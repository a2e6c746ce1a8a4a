#!/usr/bin/env python3
"""What is Python?  Mutated programs, on which the Python that runs this and mvpy have to agree.

    python tests/large/mutants.py P/lib/python3.13 [--count 200000] [--seed 0] [--jobs 1] [--from 0] [--newest PYTHON]

Each mutant is a small piece of the corpus, of the library or of its tests with up to three changes, or a text from one
of three grammars: of f-strings, of patterns, of targets.  It depends on the seed and its number only.  Said is, by kind,
on which mutants the two do not agree; and of a sample of those that both accept, whether the tree says what the text
does, whether the output compiles, and that of one rewrite alone.

Syntax that is newer than this Python is no disagreement: the Pythons of `--newest` are asked; what is newer than these,
too, is known by its name.  A list in this file says what else is declared, and why.
"""

from __future__ import annotations

import argparse
import ast
import base64
import json
import re
import subprocess
import sys
import time
import traceback
import warnings
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import asdict, dataclass
from functools import cache, partial
from pathlib import Path
from random import Random

import libcst as cst
import library
from mutations import mutant, pieces
from small_grammars import formatted, patterned, targeted
from workers import Crashed, Done, TimedOut, in_parallel

from mvpy.errors import SourceError
from mvpy.pipeline import desugar_source
from mvpy.reading.class_headers import reordered
from mvpy.reading.program import read_program
from mvpy.reading.scanner import scan
from mvpy.reading.source import read_source
from mvpy.rewrites import ORDER
from mvpy.system.deep import in_deep_thread

BATCH = 100  # mutants, of the pieces of one file
SLOW = 2.0  # seconds of processor time
TOO_MUCH = re.compile(r"too many for mvpy|too many statically nested blocks|too many levels of indentation")
BUG = re.compile(r"field 'value' is required for Constant")  # of CPython 3.12 and 3.13: `f"{f'{b"":=}'}"`
AGREED = ("accepted by both", "refused by both", "too much for one of them", "declared")
ANSWERER = """
import base64, sys, warnings
warnings.simplefilter("ignore")
for line in sys.stdin.buffer:
    try:
        compile(base64.b64decode(line), "<mutant>", "exec", dont_inherit=True)
        print("yes", flush=True)
    except SyntaxError:
        print("no", flush=True)
    except Exception:
        print("yes", flush=True)  # its parser takes it, and then it fails
"""


@dataclass(frozen=True)
class Finding:
    """One mutant that something is to be said about: what kind it is of, and in which words."""

    kind: str
    words: str
    number: int
    source: str


# --- the mutants ----------------------------------------------------------------------------------


@dataclass(frozen=True)
class Material:
    """The files that the mutants are made of."""

    corpus: tuple[Path, ...]
    library: tuple[Path, ...] = ()
    tests: tuple[Path, ...] = ()

    def file(self, rng: Random) -> Path:
        """One of the files, each of the three parts as often."""
        return rng.choice(rng.choice([part for part in (self.corpus, self.library, self.tests) if part]))


def material(folders: Sequence[Path]) -> Material:
    """The files of the corpus, and those of the libraries in *folders* and of their tests."""
    corpus = sorted((library.PROJECT / "corpus").glob("*/*.py"))
    inside, tests = [], []
    for folder in folders:
        for path in library.library_files(folder, tests=True):
            (tests if {"test", "tests"} & set(path.relative_to(folder).parts[:-1]) else inside).append(path)
    return Material(tuple(corpus), tuple(inside), tuple(tests))


def batch(number: int, seed: int, files: Material) -> Iterator[tuple[int, str]]:
    """The mutants of batch *number*, with their numbers."""
    rng = Random(f"{seed}:{number}")
    programs: list[str] = []
    while not programs:
        programs = pieces_of(files.file(rng))
    for i in range(BATCH):
        one = Random(f"{seed}:{number}:{i}")
        kind = one.random()
        if kind < 0.1:
            text = formatted(one)
        elif kind < 0.2:
            text = patterned(one)
        elif kind < 0.3:
            text = targeted(one)
        else:
            text = mutant(one.choice(programs), one)
        yield number * BATCH + i, text


@cache
def pieces_of(path: Path) -> list[str]:
    """The pieces of the file *path*."""
    try:
        return pieces(read_source(path.read_bytes()).text)
    except (SourceError, OSError):
        return []


# --- one mutant -----------------------------------------------------------------------------------


def cpython(data: bytes) -> tuple[str, str]:
    """("yes", ""), ("no", why) or ("too much", why): does this Python compile *data*?"""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        try:
            compile(data, "<mutant>", "exec", dont_inherit=True)
        except (RecursionError, MemoryError, OverflowError, SystemError) as error:
            return "too much", str(error)
        except (SyntaxError, ValueError) as error:
            if BUG.search(str(error)):
                return "too much", str(error)
            words = f"{type(error).__name__}: {getattr(error, 'msg', error)}"
            return ("too much" if TOO_MUCH.search(words) else "no"), words
    return "yes", ""


def judged(number: int, text: str, outputs: int) -> list[Finding]:
    """What is to be said about the mutant *text*; of one in *outputs* the outputs are looked at."""
    try:
        data = text.encode()
    except UnicodeEncodeError:
        return [Finding("refused by both", "no UTF-8", number, text)]

    def found(kind: str, words: str = "") -> Finding:
        return Finding(kind, words, number, text)

    answer, why = cpython(data)
    start = time.process_time()
    try:
        source = read_source(data)
        module = read_program(source.text, "<mutant>")[0]
        accepted, words = True, ""
    except SourceError as error:
        accepted, words = False, error.words
    except Exception as error:
        return [found("internal error", f"reading: {innermost(error)}")]
    slow = [found("slow", "reading")] if time.process_time() - start > SLOW else []
    if answer == "too much" or TOO_MUCH.search(words):
        return [*slow, found("too much for one of them", why or words)]
    if accepted and answer == "no":
        return [*slow, found("wrongly accepted", why)]
    if not accepted:
        return [*slow, found("wrongly refused", words) if answer == "yes" else found("refused by both")]
    looked_at = (
        [*wrong_tree(module, source.text), *wrong_outputs(number, source.text)]
        if number % outputs == 0
        else []
    )
    return [*slow, found("accepted by both"), *(found(kind, words) for kind, words in looked_at)]


def wrong_tree(module: cst.Module, text: str) -> Iterator[tuple[str, str]]:
    """Does *module* say what *text* does, and does it hold its text?"""
    code = module.code
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        try:
            if ast.dump(ast.parse(code)) != ast.dump(ast.parse(text)):
                yield "another tree", "it says something else"
        except SyntaxError as error:
            yield "another tree", f"it does not compile: {error.msg}"
    if (
        bare(code) != bare(text) and reordered(text, scan(text)) == text
    ):  # (arguments of classes are put in order)
        yield "another text", ""


def bare(text: str) -> list[str]:
    """The lines of *text* without their indentations, or the backslashes in them."""
    return [
        line.lstrip(" \t\f").removeprefix("\\") if line.strip(" \t\f") == "\\" else line.lstrip(" \t\f")
        for line in text.split("\n")
    ]


def wrong_outputs(number: int, text: str) -> Iterator[tuple[str, str]]:
    """What is wrong with the outputs for *text*: the core, and what one rewrite alone makes."""
    only = Random(number).choice(ORDER)
    for title, chosen in (("the core", ()), (f"only {only}", (only,))):
        start = time.process_time()
        try:
            output = desugar_source(text, filename="<mutant>", only=chosen).code
        except SourceError as error:
            yield "internal error", f"{title}: refused: {error.words}"
            continue
        except Exception as error:
            yield "internal error", f"{title}: {innermost(error)}"
            continue
        if time.process_time() - start > SLOW:
            yield "slow", title
        answer, why = cpython(output.encode("utf-8", "surrogatepass"))
        if answer == "no":
            yield "output does not compile", f"{title}: {why}"


def innermost(error: BaseException) -> str:
    """*error*, what caused it, and where."""
    while error.__cause__ is not None:
        error = error.__cause__
    calls = traceback.extract_tb(error.__traceback__)
    place = f" in {calls[-1].name} of {Path(calls[-1].filename).name}" if calls else ""
    return f"{type(error).__name__}: {str(error)[:100]}{place}"


# --- what is declared -----------------------------------------------------------------------------

# Kind, words, text: and why it is no disagreement (docs/grammar.md, docs/differences.md).
DECLARED: list[tuple[str, str, str, str]] = [
    (
        "wrongly accepted",
        "UnicodeDecodeError",
        r"(?i)(?<!\w)(rf|fr)['\"]",
        "an escape in the specification of a raw f-string",
    ),
    ("wrongly accepted", "surrogates not allowed", "", "a docstring with half of a surrogate pair"),
]
if sys.version_info < (3, 12):
    DECLARED.append(
        ("wrongly refused", "ends after a backslash", r"\\\r\n\Z", "a backslash and CRLF at the end")
    )
if sys.version_info[:2] == (3, 13):
    field = r"\{(?:[^{}]|\{[^{}]*\})*\}"  # with fields in its specification
    behind = rf"\{{[^{{}}]*:(?:[^{{}}]*{field})+[^{{}}]*\{{\{{"
    DECLARED.append(("wrongly refused", "", behind, "doubled braces behind a field in a specification"))


class Newest:
    """A newer Python, asked for its opinion about one text after another."""

    def __init__(self, python: str) -> None:
        self.version = library.version_of(python)
        self.process = subprocess.Popen(
            [python, "-I", "-c", ANSWERER], stdin=subprocess.PIPE, stdout=subprocess.PIPE
        )

    def accepts(self, text: str) -> bool:
        """Does it compile *text*?"""
        assert self.process.stdin and self.process.stdout
        self.process.stdin.write(base64.b64encode(text.encode()) + b"\n")
        self.process.stdin.flush()
        return self.process.stdout.readline().strip() == b"yes"


@cache
def newest(python: str) -> Newest:
    return Newest(python)


def excuse(finding: Finding, pythons: Sequence[str]) -> str:
    """Why *finding* is no disagreement; empty if it is one.  *pythons* are newer ones."""
    for kind, words, text, reason in DECLARED:
        if finding.kind == kind and re.search(words, finding.words) and re.search(text, finding.source):
            return reason
    if finding.kind == "wrongly accepted":
        others = [newest(python) for python in pythons]
        if any(other.accepts(finding.source) for other in others):
            return "syntax that is newer than this Python"
        known = max([sys.version_info[:2], *(other.version for other in others)])
        if is_newer_than(known, finding.source):
            return "syntax that is newer than any Python here"
    return ""


def is_newer_than(known: tuple[int, int], text: str) -> bool:
    """Has *text* syntax that came after the version *known*, so that no Python at hand can judge it?"""
    newer = [kind for kind, since in SINCE.items() if since > known]
    waiting: list[cst.CSTNode] = [read_program(read_source(text.encode()).text, "<mutant>")[0]]
    while waiting:
        node = waiting.pop()
        if any(is_kind(node) for is_kind in newer):
            return True
        waiting += node.children
    return False


def is_comprehension_of_stars(node: cst.CSTNode) -> bool:
    """`[*item for item in items]`"""
    return isinstance(getattr(node, "elt", None), cst.StarredElement)


def is_bare_types(node: cst.CSTNode) -> bool:
    """The clause of `except A, B:`"""
    return isinstance(node, (cst.ExceptHandler, cst.ExceptStarHandler)) and (
        isinstance(node.type, cst.Tuple) and not node.type.lpar
    )


# What came after Python 3.11, and when.
SINCE: dict[Callable[[cst.CSTNode], bool], tuple[int, int]] = {
    lambda node: isinstance(node, (cst.FormattedString, cst.TypeParameters, cst.TypeAlias)): (3, 12),
    lambda node: isinstance(node, cst.TypeParam) and node.default is not None: (3, 13),
    lambda node: isinstance(node, cst.TemplatedString): (3, 14),
    is_bare_types: (3, 14),
    lambda node: isinstance(node, (cst.StarredDictComp, cst.LazyImport, cst.LazyImportFrom)): (3, 15),
    is_comprehension_of_stars: (3, 15),
}


# --- all of them ----------------------------------------------------------------------------------


def findings(number: int, seed: int, files: Material, outputs: int, pythons: Sequence[str]) -> list[Finding]:
    """What is to be said about the mutants of batch *number*."""

    def work() -> list[Finding]:
        found = [
            one for number_, text in batch(number, seed, files) for one in judged(number_, text, outputs)
        ]
        return [declared(one, pythons) for one in found]

    return in_deep_thread(work)


def declared(finding: Finding, pythons: Sequence[str]) -> Finding:
    """*finding*, as declared if it is."""
    if finding.kind in AGREED:
        return Finding(finding.kind, finding.words, finding.number, "")
    reason = excuse(finding, pythons)
    return Finding("declared", reason, finding.number, finding.source) if reason else finding


def all_findings(  # fmt: skip
    numbers: Iterable[int], seed: int, files: Material, *, outputs: int, jobs: int, pythons: Sequence[str] = ()
) -> Iterator[Finding]:
    """What is to be said about the mutants of the batches *numbers*."""
    task = partial(findings, seed=seed, files=files, outputs=outputs, pythons=pythons)
    for number, outcome in in_parallel(task, numbers, jobs=jobs, seconds=60 + BATCH * 2, memory=6 << 30):
        match outcome:
            case Done(value):
                yield from value
            case Crashed(words, details):
                yield Finding("internal error", f"batch {number}: {words}", number * BATCH, details)
            case TimedOut(where):
                yield Finding("slow", f"batch {number}", number * BATCH, where)


def alike(words: str) -> str:
    """*words* without what is different from one mutant to the next."""
    words = re.sub(r"'[^']*'|\"[^\"]*\"|\([^()]*\)", "'…'", words.split("\n", maxsplit=1)[0])
    return re.sub(r"\bonly \w+", "only …", re.sub(r"\d+", "N", words))


def main() -> int:
    parser = library.command_line(__doc__)
    parser.add_argument("folders", nargs="*", type=Path, help="libraries besides the corpus")
    parser.add_argument("--count", type=int, default=200_000, help="how many mutants (200000)")
    parser.add_argument("--seed", type=int, default=0, help="of the mutants (0)")
    parser.add_argument(
        "--from", type=int, default=0, dest="start", help="the number of the first mutant (0)"
    )
    parser.add_argument(
        "--newest",
        action="append",
        default=[],
        metavar="PYTHON",
        help="a newer Python to ask about newer syntax",
    )
    parser.add_argument(
        "--outputs", type=int, default=20, help="of one mutant in so many, see the outputs (20)"
    )
    parser.add_argument("--shown", type=int, default=3, help="of each kind, show so many (3)")
    options: argparse.Namespace = parser.parse_args()
    files = material(options.folders)
    numbers = range(options.start // BATCH, (options.start + options.count + BATCH - 1) // BATCH)
    counts: Counter[str] = Counter()
    reasons: Counter[str] = Counter()
    kinds: dict[tuple[str, str], list[Finding]] = defaultdict(list)
    started, looked_at, last = time.monotonic(), 0, time.monotonic()
    for one in all_findings(
        numbers, options.seed, files, outputs=options.outputs, jobs=options.jobs, pythons=options.newest
    ):
        counts[one.kind] += 1
        looked_at += one.kind == "accepted by both" and one.number % options.outputs == 0
        if one.kind == "declared":
            reasons[one.words] += 1
        if one.kind not in AGREED:
            if (one.kind, alike(one.words)) not in kinds:
                print(f"... {one.kind}: {one.words[:200]}: {one.number}", file=sys.stderr, flush=True)
            kinds[one.kind, alike(one.words)].append(one)
        if time.monotonic() - last > 60:
            last = time.monotonic()
            print(f"... {dict(counts)}", file=sys.stderr, flush=True)
    for (kind, words), group in sorted(kinds.items(), key=lambda item: -len(item[1])):
        print(f"\n{kind}: {words or '(no words)'}: {len(group)}")
        for one in sorted(group, key=lambda one: len(one.source))[: options.shown]:
            print(f"    {one.number}: {one.source[-600:]!r}   {one.words[:200]}")
    version = ".".join(map(str, sys.version_info[:3]))
    print(f"\nPython {version}, seed {options.seed}, mutants from {options.start}: {len(numbers) * BATCH}")
    for kind, count in counts.most_common():
        print(f"  {kind:28} {count:8}")
    for reason, count in reasons.most_common():
        print(f"    declared: {reason:50} {count:8}")
    print(f"  outputs looked at: {looked_at}; {time.monotonic() - started:.0f} s")
    if options.json:
        options.json.write_text(
            json.dumps([asdict(one) for group in kinds.values() for one in group], indent=1)
        )
    return int(bool(kinds))


if __name__ == "__main__":
    sys.exit(main())
