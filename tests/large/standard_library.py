#!/usr/bin/env python3
"""Every file of a standard library becomes strict core, and keeps what it must keep.

    python tests/large/standard_library.py LIBRARY --target-python PYTHON [--with-tests] [--syntax-of PYTHON]

LIBRARY is a folder such as `lib/python3.13`.  With `--with-tests` the library's tests are taken too, with
`--syntax-of python3.8` only files that Python 3.8 compiles.  Files that the target Python does not compile
(bad syntax is test data, too) are counted apart; mvpy must refuse them.  For each other file:

    crash       it is desugared, without an error, in time
    core        an independent judge finds nothing but the ten constructs, and no new door to running text
    compiles    the Python it is for compiles it
    stable      desugaring the output gives the output
    comments    its comments are the source's, in order, after the header and the comments of the prelude

At the end: how many files pass, the failures by their words, which files took longest, and the size of the
output in tokens.
Answers are kept in `--cache FOLDER` under the content of the file and of the compiler, so a run can go on
where it was stopped.
"""

from __future__ import annotations

import argparse
import ast
import io
import json
import random
import re
import sys
import tempfile
import time
import tokenize
from collections.abc import Iterable
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import Any

sys.path[:0] = [str(Path(__file__).parents[1])]

import library
from corecheck import against, violations
from workers import Crashed, Done, Outcome, TimedOut, in_parallel

CHECKS = ("crash", "core", "compiles", "stable", "comments")
LAYOUT = {
    tokenize.NL,
    tokenize.NEWLINE,
    tokenize.INDENT,
    tokenize.DEDENT,
    tokenize.COMMENT,
    tokenize.ENDMARKER,
}
HEADER = re.compile(r"# mvpy [\d.]+, \w+, for Python 3\.\d+\Z")
Tokens = list[tokenize.TokenInfo]
COMPILERS: dict[str, library.Compiler] = {}


@dataclass(frozen=True)
class Options:
    """What the checks of one file need to know."""

    target: tuple[int, int]
    python: str
    outputs: Path | None
    root: Path
    twice: bool


def examined(path: Path, options: Options) -> dict[str, Any]:
    """What is wrong with the desugared *path*, as {"failures": {check: words}, sizes and times}."""
    import mvpy

    sys.setrecursionlimit(20_000)
    text = library.text_of(path)
    tokens = tokens_of(text)
    started = time.process_time()
    code = mvpy.desugar(text, exact=True, filename=path.name, target=options.target).code
    seconds = time.process_time() - started
    if options.outputs:
        place = options.outputs / path.relative_to(options.root)
        place.parent.mkdir(parents=True, exist_ok=True)
        place.write_text(code, encoding=library.encoding_of(path))
    failures = {
        "core": not_core(text, code),
        "compiles": does_not_compile(code, options.python, library.encoding_of(path)),
        "stable": not_stable(code, path.name, options.target) if options.twice else "",
        "comments": other_comments(tokens, core := tokens_of(code), code),
    }
    return {
        "failures": {check: words for check, words in failures.items() if words},
        "lines": text.count("\n"),
        "seconds": seconds,
        "tokens": [token_count(tokens), token_count(core)],
    }


def not_core(text: str, code: str) -> str:
    """What the judge finds in *code*, desugared *text*."""
    found = [*violations(ast.parse(code), code), *against(text, code)]
    return "; ".join(sorted({why for _, why in found}))


def does_not_compile(code: str, python: str, encoding: str) -> str:
    """What the compiler of *python* has against *code*."""
    compiler = COMPILERS.setdefault(python, library.Compiler(python))
    with tempfile.NamedTemporaryFile("w", suffix=".py", encoding=encoding) as file:
        file.write(code)
        file.flush()
        return compiler.refuses(Path(file.name))


def not_stable(code: str, name: str, target: tuple[int, int]) -> str:
    """Where desugaring *code* again gives something else."""
    import mvpy

    again = mvpy.desugar(code, exact=True, filename=f"core of {name}", target=target).code
    if again == code:
        return ""
    before, after = ([*filter(None, part.split("\n"))] for part in (code, again))
    if before == [line for n, line in enumerate(after) if n == 0 or line != before[0]]:
        return "a second header"
    before, after = ([line for line in lines if not HEADER.match(line)] for lines in (before, after))
    at = next(
        (n for n, (old, new) in enumerate(zip(before, after)) if old != new), min(len(before), len(after))
    )
    old, new = (lines[at].strip() if at < len(lines) else "the end" for lines in (before, after))
    return f"`{old[:60]}` became `{new[:60]}`"


def other_comments(source: Tokens, core: Tokens, code: str) -> str:
    """Where the comments of *core*, the tokens of *code*, without ours, are not those of *source*."""
    ours = lines_of_ours(code)
    wanted = [token.string.rstrip() for token in source if token.type == tokenize.COMMENT]
    outside = (token for token in core if token.type == tokenize.COMMENT and token.start[0] not in ours)
    got = [token.string.rstrip() for token in outside]
    if wanted == got:
        return ""
    at = next((n for n, (a, b) in enumerate(zip(wanted, got)) if a != b), min(len(wanted), len(got)))
    word = "lost" if len(got) < len(wanted) else "new" if len(got) > len(wanted) else "moved"
    example = (wanted if at < len(wanted) else got)[at]
    return f"{word}: {example[:60]}" if word != "moved" else f"moved: {wanted[at][:40]} / {got[at][:40]}"


def lines_of_ours(code: str) -> range:
    """The lines of the header and of the prelude of *code*, which hold the comments that are ours."""
    lines = code.split("\n")
    header = next((n for n, line in enumerate(lines[:3], 1) if HEADER.match(line)), None)
    if header is None:
        return range(0)
    prelude = next((n for n, line in enumerate(lines, 1) if line == "def _prelude():"), header)
    after = (n for n, line in enumerate(lines, 1) if n > prelude and line and not line.startswith(" "))
    return range(header, next(after, len(lines) + 1))


def tokens_of(text: str) -> Tokens:
    return [*tokenize.generate_tokens(io.StringIO(text).readline)]


def token_count(tokens: Tokens) -> int:
    """How many of *tokens* are not layout."""
    return sum(token.type not in LAYOUT for token in tokens)


def answer_of(outcome: Outcome) -> dict[str, Any]:
    """*outcome* as `examined` gives it."""
    match outcome:
        case Done(value):
            return value
        case Crashed(words, details):
            return {"failures": {"crash": words}, "details": details}
        case TimedOut(where):
            return {"failures": {"crash": "too slow"}, "details": where}


def report(answers: dict[str, dict[str, Any]]) -> None:
    """Print what *answers*, file -> answer, come to."""
    failures = [(file, check, words) for file, a in answers.items() for check, words in a["failures"].items()]
    print()
    library.report_groups([(file, check, general(words, file)) for file, check, words in failures])
    print()
    desugared = [a for a in answers.values() if "tokens" in a]
    for check in CHECKS:
        tried = answers.values() if check == "crash" else desugared
        good = sum(check not in a["failures"] for a in tried)
        print(f"{check:10} {library.share(good, len(tried))}")
    before, after = (sum(a["tokens"][n] for a in desugared) for n in (0, 1))
    print(
        f"{'size':10} {after / before:.2f} tokens for each of the source's"
        if before
        else "size: nothing measured"
    )
    lines, seconds = (sum(a[key] for a in desugared) for key in ("lines", "seconds"))
    print(f"{'speed':10} {lines} lines, {lines / seconds:.0f} lines a second and core" if seconds else "")
    longest = sorted((a["seconds"], file) for file, a in answers.items() if "seconds" in a)[:-4:-1]
    print(f"{'longest':10} {', '.join(f'{file} {seconds:.0f} s' for seconds, file in longest)}")
    passed = sum(not a["failures"] for a in answers.values())
    print(f"\nall checks passed: {library.share(passed, len(answers))}")


def general(words: str, file: str) -> str:
    """*words* without what is particular to *file*, so that equal failures meet."""
    words = words.replace(file, "FILE").replace(Path(file).name, "FILE")
    return re.sub(r":\d+\b|\b(at|line) \d+|0x[0-9a-f]+", ":N", words)


def arguments() -> argparse.Namespace:
    parser = library.command_line(__doc__, cache="answers")
    parser.add_argument("library", type=Path, help="the folder of a standard library, or of any Python files")
    parser.add_argument(
        "--target-python", default=sys.executable, help="the Python that is to compile the output"
    )
    parser.add_argument("--syntax-of", metavar="PYTHON", help="take only files that this Python compiles")
    parser.add_argument("--with-tests", action="store_true", help="take the library's tests too")
    parser.add_argument("--sample", type=int, metavar="N", help="take only N files, chosen by --seed")
    parser.add_argument("--seed", type=int, default=0)
    parser.add_argument("--match", default="", metavar="REGEX", help="take only files whose path holds this")
    parser.add_argument("--once", action="store_true", help="do not desugar the output again: half the time")
    parser.add_argument("--seconds", type=float, default=300, help="limit of processor time for a file")
    parser.add_argument("--memory", type=float, default=4, help="limit of memory for a file, in GB")
    parser.add_argument("--outputs", type=Path, help="a folder that keeps the desugared files")
    return parser.parse_args()


def chosen_files(options: argparse.Namespace) -> tuple[list[Path], dict[Path, str]]:
    """(the files to examine; those that the target Python does not compile, with what it says of them)."""
    files = library.library_files(options.library, options.with_tests)
    files = [path for path in files if re.search(options.match, path.relative_to(options.library).as_posix())]
    if options.syntax_of:
        files = library.in_the_syntax_of(options.syntax_of, files)
    if options.sample and options.sample < len(files):
        files = sorted(random.Random(options.seed).sample(files, options.sample))
    compiler = library.Compiler(options.target_python)
    refused = {path: words for path in files if (words := compiler.refuses(path))}
    return [path for path in files if path not in refused], refused


def accepted(paths: Iterable[Path], target: tuple[int, int]) -> list[Path]:
    """Those of *paths* that mvpy does not refuse."""
    import mvpy
    from mvpy.errors import SourceError

    found = []
    for path in paths:
        try:
            mvpy.desugar(path.read_bytes(), exact=True, filename=path.name, target=target)
        except SourceError:
            continue
        found.append(path)
    return found


def main() -> int:
    options = arguments()
    files, refused = chosen_files(options)
    target = library.version_of(options.target_python)
    compiler = library.fingerprint_of_the_compiler()
    print(f"{len(files)} files, for Python {target[0]}.{target[1]}, compiler {compiler}", flush=True)
    for path, words in refused.items():
        print(f"not counted: {path.relative_to(options.library).as_posix()} {words}", flush=True)
    wrongly = [path.relative_to(options.library).as_posix() for path in accepted(refused, target)]
    for name in wrongly:
        print(f"desugared, though it is not Python: {name}", flush=True)
    cache = library.Cache(
        options.cache, compiler, str(target), Path(__file__).read_text(encoding="utf-8"), str(options.once)
    )
    answers = {path.relative_to(options.library).as_posix(): cache.get(path.read_bytes()) for path in files}
    todo = [path for path in files if answers[path.relative_to(options.library).as_posix()] is None]
    todo.sort(key=lambda path: -path.stat().st_size)  # the longest first, so that no core idles at the end
    task = partial(
        examined,
        options=Options(target, options.target_python, options.outputs, options.library, not options.once),
    )
    for n, (path, outcome) in enumerate(
        in_parallel(
            task, todo, jobs=options.jobs, seconds=options.seconds, memory=int(options.memory * (1 << 30))
        ),
        1,
    ):
        name = path.relative_to(options.library).as_posix()
        answers[name] = answer = answer_of(outcome)
        cache.put(path.read_bytes(), answer)
        words = "; ".join(f"{check}: {why}" for check, why in answer["failures"].items())
        print(f"{n}/{len(todo)} {name} {words or 'fine'}", flush=True)
    report(answers)
    if options.json:
        options.json.write_text(
            json.dumps(
                {
                    "schema": 1,
                    "compiler": compiler,
                    "target": target,
                    "files": answers,
                    "not counted": {
                        path.relative_to(options.library).as_posix(): words for path, words in refused.items()
                    },
                }
            )
        )
    return int(not answers or bool(wrongly) or any(answer["failures"] for answer in answers.values()))


if __name__ == "__main__":
    sys.exit(main())
