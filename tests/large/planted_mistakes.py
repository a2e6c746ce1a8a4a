#!/usr/bin/env python3
"""Mistakes planted in the templates, to see whether the tests notice them.

    python tests/large/planted_mistakes.py [--sample N] [--match REGEX] [--programs REGEX] [--python 3.8=PATH ...]

Each line of each template of `rewrites/` and `mvpy/` is left out in turn, and swapped with the one below
it.  A mistake is noticed when the template can't be made any more, when an example in a docstring comes out
differently, or when a program of the corpus whose desugaring uses the template fails or does something
else than its right core.  Some templates serve only some versions: with `--python`, programs are also
desugared for, and run on, another Python, as the tests do when they are run there.  Printed are the share of mistakes that were noticed, and every survivor.

Nothing is written: each mistake is made in a process of its own, forked from one that has MVPy loaded.
"""

from __future__ import annotations

import argparse
import ast
import importlib
import json
import random
import re
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import cache, partial
from pathlib import Path
from textwrap import dedent
from typing import Any

import library
from workers import Done, in_parallel, words_of

sys.path.insert(0, str(library.PROJECT / "tests"))

from behaviour import needed, needs_library  # noqa: E402

CORPUS = library.PROJECT / "corpus"
EXAMPLES_FOR = (
    3,
    12,
)  # the version that the examples in docstrings show, unless the rewrite is for later ones
HOLE = re.compile(r"\$(\w+)")
PRELUDE = re.compile(
    r"def _prelude\w*\(\):\n.*?^except BaseException as _prelude\w*:\n    0\n", re.DOTALL | re.MULTILINE
)
Behaviour = tuple[str, int, str]  # output, exit code, last line of the errors
Version = tuple[int, int]
RUNNING = sys.version_info[:2]
PYTHONS = {RUNNING: sys.executable}


@dataclass(frozen=True)
class Program:
    """A program of the corpus, the Python that runs its core, and which rewrites make it: all, *only*, all but *keep*."""

    path: Path
    host: Version
    only: str = ""
    keep: str = ""

    @property
    def target(self) -> Version:
        """The Python that it is desugared for: its host, or the oldest that can compile it."""
        return max(self.host, needed(self.path))

    def __str__(self) -> str:
        how = f" with --only {self.only}" if self.only else f" with --keep {self.keep}" if self.keep else ""
        return f"{self.path.parent.name}/{self.path.stem} for 3.{self.target[1]} on 3.{self.host[1]}{how}"


@dataclass(frozen=True)
class Mistake:
    """A template of a module, the text that takes its place, and what was done to it."""

    module: str
    template: str
    text: str
    words: str

    def __str__(self) -> str:
        return f"{self.module}.{self.template}: {self.words}"


@dataclass
class Known:
    """What the right compiler gives: examples, cores, and which template serves where."""

    examples: dict[tuple[str, str], str] = field(default_factory=dict)  # (rewrite, before) -> after
    shown: dict[tuple[str, str], list[tuple[str, str]]] = field(default_factory=dict)  # template -> examples
    cores: dict[Program, str] = field(default_factory=dict)
    users: dict[tuple[str, str], list[Program]] = field(
        default_factory=dict
    )  # (module, template) -> programs


# Mistakes -------------------------------------------------------------------------------


def modules_with_templates() -> list[str]:
    """The modules that call `quote`, by their dotted names."""
    names = []
    for folder, package in (("rewrites", "mvpy.rewrites"), ("mvpy", "mvpy")):
        for path in sorted((library.PROJECT / folder).glob("*.py")):
            if re.search(r"^\w+ = quote\(", path.read_text(encoding="utf-8"), re.MULTILINE):
                names.append(f"{package}.{path.stem}")
    return names


def templates_of(module: str) -> dict[str, str]:
    """The templates that the file of *module* gives names to: name -> text."""
    path = importlib.import_module(module).__file__
    assert path is not None
    found = {}
    for statement in ast.parse(Path(path).read_text(encoding="utf-8")).body:
        match statement:
            case ast.Assign(
                targets=[ast.Name(id=name)],
                value=ast.Call(func=ast.Name(id="quote"), args=[ast.Constant(value=text)]),
            ):
                found[name] = dedent(text).strip() + "\n"
    return found


def mistakes_in(module: str) -> Iterator[Mistake]:
    """Every mistake that can be made in the templates of *module*."""
    for name, text in templates_of(module).items():
        seen = {text}
        for changed, words in changes(text):
            if changed not in seen and parses(changed):
                seen.add(changed)
                yield Mistake(module, name, changed, words)


def changes(text: str) -> Iterator[tuple[str, str]]:
    """*text* with one line left out, or two in each other's places, and what was done."""
    lines = text.splitlines()
    for at, line in enumerate(lines):
        rest = lines[:at] + lines[at + 1 :]
        alone = lines[:at] + [line[: indentation(line)] + "0"] + lines[at + 1 :]
        for changed in (rest, without_header(lines, at), alone):
            if parses(joined := "\n".join(changed) + "\n"):
                yield joined, f"without `{line.strip()}`"
                break
    for at, (line, below) in enumerate(zip(lines, lines[1:])):
        if indentation(line) == indentation(below) and not line.endswith(":") and not below.endswith(":"):
            swapped = [*lines[:at], below, line, *lines[at + 2 :]]
            yield "\n".join(swapped) + "\n", f"`{below.strip()}` before `{line.strip()}`"


def without_header(lines: list[str], at: int) -> list[str]:
    """*lines* without the header at *at*, its suite in its place; of `try`, without its clauses too."""
    header = lines[at]
    if not header.endswith(":"):
        return ["("]  # not a header: no program
    out, inside, dropped = lines[:at], True, False
    for line in lines[at + 1 :]:
        if inside and indentation(line) > indentation(header):
            out.append(line[4:])
        elif indentation(line) == indentation(header) and re.match(r"\s*(except|else|finally|elif)\b", line):
            inside, dropped = False, True
        elif dropped and indentation(line) > indentation(header):
            continue
        else:
            inside = dropped = False
            out.append(line)
    return out


def indentation(line: str) -> int:
    return len(line) - len(line.lstrip())


def parses(text: str) -> bool:
    """Is *text*, a template, a suite that could stand in an asynchronous function?"""
    inside = "".join(f"        {line}\n" for line in HOLE.sub(r"hole_\1", text).splitlines())
    try:
        ast.parse(f"async def function():\n    while 1:\n{inside}")
    except SyntaxError:
        return False
    return bool(text.strip())


# What is right --------------------------------------------------------------------------


def known_for(jobs: int, tried: int, wanted: str) -> Known:
    """What the compiler gives as it is, for the *wanted* programs; those that can't be desugared are left out."""
    from mvpy.rewrites import ORDER
    from mvpy.pipeline import rewrites_in_order

    known = Known()
    for name in ORDER:
        for before, _ in rewrites_in_order().named(name).examples:
            after, used = with_templates(partial(example, name, before))
            known.examples[name, before] = after
            for template in used:
                known.shown.setdefault(template, []).append((name, before))
    programs = [one for one in programs_of_the_corpus() if re.search(wanted, str(one))]
    for n, (program, outcome) in enumerate(in_parallel(examined, programs, jobs=jobs, seconds=120), 1):
        match outcome:
            case Done((code, used)):
                known.cores[program] = code
                for template in used:
                    known.users.setdefault(template, []).append(program)
            case _:
                print(f"left out, it is wrong already: {program}", flush=True)
        if n % 100 == 0:
            print(f"{n} of {len(programs)} programs of the corpus are known", flush=True)
    for (module, _), users in known.users.items():
        own = module.rpartition(".")[2]
        users.sort(key=lambda user: (user.path.parent.name != own, user.path.stat().st_size))
        del users[tried:]
    return known


def programs_of_the_corpus() -> Iterator[Program]:
    """Each program in all ways in which the tests desugar it."""
    from mvpy.rewrites import ORDER

    for path in sorted(CORPUS.glob("*/*.py")):
        head = path.read_text(encoding="utf-8")[:300]
        if "# Differs:" in head:
            continue
        yield from (
            Program(path, host) for host in PYTHONS if host >= needed(path) or not needs_library(path)
        )
        if path.parent.name in ORDER:
            yield Program(path, RUNNING, only=path.parent.name)
            yield Program(path, RUNNING, keep=path.parent.name)


def example(name: str, before: str) -> str:
    import mvpy
    from mvpy.pipeline import rewrites_in_order

    since = rewrites_in_order().named(name).contract.since
    output = mvpy.desugar(before, only=[name], target=max(EXAMPLES_FOR, since)).code
    return PRELUDE.sub("", output)


def examined(program: Program) -> tuple[str, list[tuple[str, str]]]:
    """The core of *program*, and the templates that were used."""
    return with_templates(partial(core_of, program))


def with_templates(made: partial[str]) -> tuple[str, list[tuple[str, str]]]:
    """What *made* gives, and the templates that it used."""
    from mvpy.machine.quote import Template

    used: set[int] = set()
    build = Template.build.func  # type: ignore[attr-defined]

    def noted(template: Template) -> Any:
        make_right = build(template)

        def make(*args: Any, **holes: Any) -> Any:
            used.add(id(template))
            return make_right(*args, **holes)

        return make

    for template in template_objects().values():
        template.__dict__["build"] = noted(template)
    try:
        code = made()
    finally:
        for template in template_objects().values():
            del template.__dict__["build"]
    return code, [name for name, template in template_objects().items() if id(template) in used]


def core_of(program: Program) -> str:
    import mvpy

    only, keep = ([name] if name else [] for name in (program.only, program.keep))
    source = program.path.read_bytes()
    return mvpy.desugar(source, filename=program.path.name, only=only, keep=keep, target=program.target).code


@cache
def template_objects() -> dict[tuple[str, str], Any]:
    """The templates, by module and name."""
    return {
        (module, name): getattr(importlib.import_module(module), name)
        for module in modules_with_templates()
        for name in templates_of(module)
    }


def behaviour(code: str, program: Program) -> Behaviour:
    """What *code* does, run as a file of the name of *program* on its Python."""
    path = program.path
    command = [PYTHONS[program.host], "-s", "-X", "utf8", "-W", "ignore", path.name]
    with tempfile.TemporaryDirectory() as folder:
        core = Path(folder, path.name)
        core.write_text(code, encoding=library.encoding_of(path), errors="backslashreplace")
        try:
            run = subprocess.run(
                command, capture_output=True, stdin=subprocess.DEVNULL, timeout=30, cwd=folder
            )
        except subprocess.TimeoutExpired:
            return "", -1, "too slow"
    errors = run.stderr.decode(errors="replace").strip().split("\n")[-1]
    return run.stdout.decode(errors="replace"), run.returncode, errors


# Noticing -------------------------------------------------------------------------------


def noticed(mistake: Mistake, known: Known, with_examples: bool) -> str:
    """Who notices *mistake*; empty if nobody does."""
    from mvpy.errors import TemplateError
    from mvpy.machine.quote import Template

    template = template_objects()[mistake.module, mistake.template]
    right = dict(template.__dict__)
    try:
        template.__dict__.clear()
        try:
            Template.__init__(template, mistake.text)
        except TemplateError:
            return "the template itself"
        place = mistake.module, mistake.template
        for name, before in known.shown.get(place, ()) if with_examples else ():
            if gives_another(partial(example, name, before), known.examples[name, before]):
                return f"an example of {name}"
        for program in known.users.get(place, ()):
            try:
                code = core_of(program)
            except Exception:
                return f"{program}, which can't be desugared"
            core = known.cores[program]
            if code != core and behaviour(code, program) != behaviour(core, program):
                return str(program)
        return ""
    finally:
        template.__dict__.clear()
        template.__dict__.update(right)


def gives_another(made: partial[str], wanted: str) -> bool:
    try:
        return made() != wanted
    except Exception:
        return True


def arguments() -> argparse.Namespace:
    parser = library.command_line(__doc__)
    parser.add_argument("--match", default="", metavar="REGEX", help="only modules whose name holds this")
    parser.add_argument("--programs", default="", metavar="REGEX", help="only programs whose name holds this")
    parser.add_argument("--sample", type=int, metavar="N", help="only N mistakes, chosen by --seed")
    parser.add_argument("--every", type=int, default=1, metavar="N", help="only each N-th mistake")
    parser.add_argument("--survivors", type=Path, metavar="JSON", help="only those that survived before")
    parser.add_argument("--seed", type=int, default=0)
    parser.add_argument(
        "--python", action="append", default=[], metavar="3.X=PATH", help="one more Python to run programs on"
    )
    parser.add_argument("--tried", type=int, default=1000, help="at most so many programs for a mistake")
    parser.add_argument("--without-examples", action="store_true", help="leave the docstrings out")
    return parser.parse_args()


def main() -> int:
    options = arguments()
    for text in options.python:
        version, _, path = text.partition("=")
        PYTHONS[3, int(version.removeprefix("3."))] = path
    mistakes = [
        mistake
        for module in modules_with_templates()
        if re.search(options.match, module)
        for mistake in mistakes_in(module)
    ]
    if options.survivors:
        before = json.loads(options.survivors.read_text())["mistakes"]
        mistakes = [mistake for mistake in mistakes if not before.get(str(mistake), "new")]
    mistakes = mistakes[:: options.every]
    if options.sample and options.sample < len(mistakes):
        mistakes = random.Random(options.seed).sample(mistakes, options.sample)
    print(f"{len(mistakes)} mistakes in {len(template_objects())} templates", flush=True)
    known = known_for(options.jobs, options.tried, options.programs)
    answers: dict[str, str] = {}
    check = partial(noticed, known=known, with_examples=not options.without_examples)
    for n, (mistake, outcome) in enumerate(in_parallel(check, mistakes, jobs=options.jobs, seconds=900), 1):
        answers[str(mistake)] = by = words_of(outcome)
        print(f"{n}/{len(mistakes)} {mistake}: {f'noticed by {by}' if by else 'SURVIVES'}", flush=True)
    survivors = sorted(words for words, by in answers.items() if not by)
    print("\nsurvivors:" if survivors else "\nno survivors")
    for words in survivors:
        module, template = words.split(":")[0].rsplit(".", 1)
        print(
            f"    {words}{'' if known.users.get((module, template)) else ' (no program uses the template)'}"
        )
    print(f"\nnoticed: {library.share(len(answers) - len(survivors), len(answers))}")
    if options.json:
        options.json.write_text(
            json.dumps({"schema": 1, "seed": options.seed, "mistakes": answers}, indent=1)
        )
    return int(not answers or len(survivors) > 0.05 * len(answers))


if __name__ == "__main__":
    sys.exit(main())
