"""A bundle: the programs of the suite in all forms with what is right, in a folder that needs no MVPy.

    write(folder, packed(subject, cases, ...))

It is for boards, and for the CI of others.  Every form says what it needs, so that nobody has to try what cannot fit.
"""

from __future__ import annotations

import ast
import json
import re
import warnings
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import partial
from pathlib import Path
from typing import Any

from mvpy.conform.forms import Forms, Wanted, as_bytes, forms_of, lost
from mvpy.conform.records import SCHEMA
from mvpy.conform.results import Case
from mvpy.conform.subject import Subject, is_bad
from mvpy.conform.trial import unfit
from mvpy.host_contract import ENTRIES
from mvpy.host_contract.table import table
from mvpy.machine.kinds import PLAIN
from mvpy.pipeline import desugar_source
from mvpy.system.workers import in_parallel
from mvpy.tree.syntax_trees import syntax_tree
from mvpy.verification.manners import bare_type
from mvpy.verification.report import versions
from mvpy.verification.shim import with_shim
from mvpy.verification.verdict import Workers

BUNDLED = Path(__file__).parent / "bundled"
FORMS = ("original", "own", "core")
WELL = "well"
SYSTEM_EXIT = "SystemExit"
WORD = re.compile(r"[A-Za-z_]\w*")


@dataclass(frozen=True)
class Form:
    """A form of a program, and what it needs of those who run it."""

    code: bytes = field(repr=False)
    modules: tuple[str, ...]
    entries: tuple[str, ...]

    @property
    def needs(self) -> dict[str, Any]:
        """What it needs, as manifest.json says it."""
        lines = self.code.count(b"\n")
        return {"bytes": len(self.code), "lines": lines, "modules": self.modules, "entries": self.entries}


@dataclass(frozen=True)
class Packed:
    """A program of a bundle: what it is about, how it *ends*, what it prints, and its forms by FORMS."""

    name: str
    construct: str
    fact: str
    ends: str
    expected: bytes = field(repr=False)
    forms: Mapping[str, Form]

    @property
    def line(self) -> str:
        """Its line in list.txt."""
        sizes = [str(len(self.forms[name].code) if name in self.forms else 0) for name in FORMS]
        modules = ",".join(self.forms[FORMS[-1]].modules) or "-"
        return " ".join([self.name, self.construct or "-", self.ends, *sizes, modules])

    @property
    def record(self) -> dict[str, Any]:
        """What manifest.json says of it."""
        forms = {name: {"path": path(self.name, name), **form.needs} for name, form in self.forms.items()}
        about = {"program": self.name, "construct": self.construct, "fact": self.fact, "ends": self.ends}
        return {**about, "expected": path(self.name, "expected", "txt"), "forms": forms}


def path(name: str, form: str, ending: str = "py") -> str:
    """Where a *form* of the program *name* is, seen from the bundle."""
    return f"programs/{name}/{form}.{ending}"


def packed(
    subject: Subject, cases: Sequence[Case], count: int, mark: str, say: Callable[[str], None]
) -> Iterator[Packed | None]:
    """Each of *cases*, packed for *subject*; None for one of which nothing can be told.  *mark*: see `Wanted`."""
    wanted = [Wanted(case, subject.version, mark) for case in cases]
    forms = in_parallel(forms_of, wanted, min(count, len(wanted)), lost, say)
    with warnings.catch_warnings(), Workers(count) as pool:
        warnings.simplefilter("ignore")  # of programs that are read, and not by those who run them
        yield from pool.map(partial(packed_one, subject), cases, forms)


def packed_one(subject: Subject, case: Case, forms: Forms) -> Packed | None:
    """*case* in its *forms*, with what the oracle of *subject* does; None if that tells nothing, or there are none."""
    expected = subject.right(case)
    if unfit(expected) or forms.failed:
        return None
    construct = case.name.partition("/")[0]
    texts: dict[str, tuple[str, Sequence[str]]] = {"original": (case.text, ())}
    if construct in forms.alone:
        texts["own"] = (forms.alone[construct], (construct,))
    texts["core"] = (forms.core, forms.fired)
    found = {
        name: Form(
            with_shim(as_bytes(case, text), subject.host.shim), modules_of(text), entries_of(text, gone)
        )
        for name, (text, gone) in texts.items()
    }
    kind = bare_type(expected.raised) if expected.raised else SYSTEM_EXIT
    return Packed(
        case.name,
        construct if construct in forms.fired else "",
        case.fact,
        kind if is_bad(expected) else WELL,
        expected.stdout.replace(b"\r\n", b"\n"),
        found,
    )


def modules_of(text: str) -> tuple[str, ...]:
    """The modules that the program *text* imports: by statements, or as the core does."""
    found: set[str] = set()
    try:
        tree = syntax_tree(text)
    except SyntaxError:  # of a later Python than the one that runs this
        return ()
    for node in ast.walk(tree):
        match node:
            case ast.Import(names=names):
                found.update(alias.name for alias in names)
            case ast.ImportFrom(module=str(module), level=0):
                found.add(module)
            case ast.Call(func=ast.Name(id="__import__"), args=[name, *_]):
                found.update(name_in(name, text))
    return tuple(sorted(found))


def name_in(node: ast.expr, text: str) -> Iterator[str]:
    """The text that the expression *node* of the core *text* gives, if it is a name: `min(dict(spam=0))`."""
    if isinstance(node, ast.Name):
        bound = re.search(rf"^{re.escape(node.id)} = min\(dict\((\w+)=0\)\)", text, re.MULTILINE)
        yield from bound.groups() if bound else ()
    for inner in ast.walk(node):
        if isinstance(inner, ast.keyword) and inner.arg:
            yield inner.arg


def entries_of(text: str, gone: Iterable[str]) -> tuple[str, ...]:
    """The entries of the host contract that the form *text* needs, as far as its text tells.

    They are among those that were measured for the constructs that are *gone*; those with a name have to be mentioned.
    """
    constructs, words = set(gone), set(WORD.findall(text))
    needed = (name for name, needs in table()["needs"].items() if constructs & needs.keys())
    return tuple(
        name
        for name in needed
        if ENTRIES[name].kind in ("core", "behaviour") or set(WORD.findall(name)[-1:]) <= words
    )


def write(folder: Path, programs: Iterable[Packed], oracle: str, target: tuple[int, int], shim: str) -> int:
    """Write the bundle of *programs* into the new *folder*; how many there are.  *oracle* has said what is right."""
    folder.mkdir(parents=True)
    chosen = sorted(programs, key=lambda one: (len(one.forms["original"].code), one.name))
    for program in chosen:
        place = folder / "programs" / program.name
        place.mkdir(parents=True)
        for name, form in program.forms.items():
            (place / f"{name}.py").write_bytes(form.code)
        (place / "expected.txt").write_bytes(program.expected)
    lines = "".join(f"{program.line}\n" for program in chosen)
    (folder / "list.txt").write_text(lines, encoding="utf-8", newline="\n")
    manifest = {
        "schema": SCHEMA,
        "versions": versions(),
        "oracle": oracle,
        "programs": [program.record for program in chosen],
    }
    (folder / "manifest.json").write_text(json.dumps(manifest, indent=1) + "\n", encoding="utf-8")
    for name in ("README.txt", "run.sh"):
        (folder / name).write_bytes((BUNDLED / name).read_bytes())
    (folder / "shim.py").write_text(shim and shim.rstrip() + "\n", encoding="ascii", newline="\n")
    (folder / "run.py").write_bytes(with_shim(runner(target).encode(), shim))
    return len(chosen)


def runner(target: tuple[int, int]) -> str:
    """The runner that runs inside an interpreter, in the ten constructs."""
    text = (BUNDLED / "run.py").read_text(encoding="utf-8")
    return desugar_source(text, filename="run.py", target=target, kinds=PLAIN).code
