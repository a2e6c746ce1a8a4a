"""The programs of the host contract, their plain cores, and what those do on hosts that lack something.

A file `tests/contract/REWRITE.py` has cases, each a program in which all but one construct is core:

    # Stands with: if_statement       what the construct cannot stand without, in all cases or in one
    # For: Python 3.14                the Python that it is desugared for, where that is not 3.13
    # Case: return
    ...
    # Prints: 1 2                     the lines that it prints, with a space between them
"""

from __future__ import annotations

import ast
import builtins
import re
import sys
import warnings
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from types import CodeType
from typing import NoReturn

import pytest
from contract_world import given

from mvpy.host_contract.entry import Entry
from mvpy.host_contract.lacking import lacking, why_not
from mvpy.machine.kinds import PLAIN
from mvpy.pipeline import desugar_source, rewrites_in_order

FOLDER = Path(__file__).parent / "contract"
NOTE = re.compile(r"^# (Stands with|Prints|For): ?(.*)$", re.MULTILINE)

# --- the programs ---------------------------------------------------------------------------------


@dataclass(frozen=True)
class Case:
    """One program: of which *rewrite*, what it shows, what its construct cannot stand without, what it prints."""

    rewrite: str
    name: str
    stands_with: tuple[str, ...]
    target: tuple[int, int]
    prints: str
    text: str

    @cached_property
    def core(self) -> str:
        """Its plain core."""
        name = f"{self.rewrite}.py"
        return desugar_source(self.text, filename=name, target=self.target, kinds=PLAIN).code

    @cached_property
    def code(self) -> CodeType:
        """Its plain core, compiled."""
        return compile(self.core, f"{self.rewrite}.py", "exec")

    @cached_property
    def uses(self) -> Uses:
        """What of the host its plain core names."""
        return Uses(ast.parse(self.core))

    def printed_without(self, entry: Entry | None) -> str:
        """What its core prints on a host without *entry*: the lines, and what it ends with if it fails."""
        said: list[str] = []
        try:
            lacking(entry, self.code, self.core, given(said.append), said.append)
        except BaseException as error:
            said.append(type(error).__name__)
        return " ".join(said).strip()

    def needs(self, entry: Entry) -> bool:
        """Does its core fail on a host without *entry*?"""
        if entry.kind == "builtin" and entry.name not in self.uses.names:
            return False  # it has no way to find out
        return self.printed_without(entry) != self.prints


def cases() -> list[Case]:
    """All programs, rewrite by rewrite."""
    files = {name: FOLDER / f"{name}.py" for name in rewrites_in_order().names}
    texts = {name: file.read_text(encoding="utf-8") for name, file in files.items() if file.exists()}
    return [case for name, text in texts.items() for case in cases_in(name, text)]


def cases_in(rewrite: str, text: str) -> Iterator[Case]:
    """The programs in the *text* of the file of one rewrite; a UsageError if a case does not say what it has to."""
    head, *parts = re.split(r"^# Case: ", text, flags=re.MULTILINE)
    for part in parts:
        name, _, body = part.partition("\n")
        notes = NOTE.findall(head + body)
        stands = tuple(word for key, words in notes if key == "Stands with" for word in words.split(", "))
        said = dict(notes)
        for other in stands:
            if other not in rewrites_in_order().names:
                refuse(rewrite, name, f"stands with {other!r}, which is no rewrite")
        if "Prints" not in said:
            refuse(rewrite, name, "does not say what it prints: a line `# Prints: 1 2` is missing")
        major, minor = re.findall(r"\d+", said.get("For", "Python 3.13"))
        own = NOTE.sub("", body).strip() + "\n"
        yield Case(rewrite, name, stands, (int(major), int(minor)), said["Prints"], own)


def refuse(rewrite: str, case: str, words: str) -> NoReturn:
    """Say of a *case* of the *rewrite* what is wrong with it."""
    raise pytest.UsageError(f"tests/contract/{rewrite}.py: the case {case!r} {words}")


# --- what a core names ----------------------------------------------------------------------------


class Uses(ast.NodeVisitor):
    """What a core uses of its host, as far as it can be read.

    names        builtins
    functions    names in modules: `operator.add`
    attributes   names that `getattr` and its like are handed
    stored       names that `setattr` is handed, and those that are put into namespaces
    """

    def __init__(self, tree: ast.Module) -> None:
        self.names: set[str] = set()
        self.functions: set[str] = set()
        self.attributes: set[str] = set()
        self.stored: set[str] = set()
        self.values: dict[str, ast.expr] = {}  # what names of the module stand for, where that is one thing
        self.bound = {name for node in ast.walk(tree) for name in bound_by(node)}
        for node in ast.walk(tree):
            if isinstance(node, ast.Assign) and isinstance(node.targets[0], ast.Name):
                self.values.setdefault(node.targets[0].id, node.value)
        self.visit(tree)

    def visit_Name(self, node: ast.Name) -> None:
        if node.id not in self.bound and (hasattr(builtins, node.id) or node.id == "__name__"):
            self.names.add(node.id)

    def visit_Call(self, node: ast.Call) -> None:
        self.generic_visit(node)
        if self.called(node) in ("getattr", "hasattr", "setattr", "delattr") and len(node.args) > 1:
            name = self.text(node.args[1])
            path = self.path(node)
            if path:
                self.functions.add(path)
            elif name:
                self.attributes.add(name)
        if self.called(node) == "setattr" or self.ends_in(node, "setitem"):
            self.stored.add(self.text(node.args[1]))

    def called(self, node: ast.expr) -> str:
        """The builtin that *node* calls, perhaps under another name; empty if it calls none."""
        if not isinstance(node, ast.Call) or not isinstance(node.func, ast.Name):
            return ""
        value = self.values.get(node.func.id, node.func)
        return value.id if isinstance(value, ast.Name) else ""

    def ends_in(self, node: ast.Call, name: str) -> bool:
        """Does *node* call the function *name* of `operator`?"""
        value = self.values.get(node.func.id) if isinstance(node.func, ast.Name) else None
        return value is not None and self.path(value) == f"operator.{name}"

    def path(self, node: ast.expr) -> str:
        """What *node* fetches from a module: `operator.add`; empty if it does something else."""
        kind = self.called(node)
        if kind == "getattr":
            assert isinstance(node, ast.Call)
            module, name = self.path(node.args[0]), self.text(node.args[1])
            return f"{module}.{name}" if module and name else ""
        if kind == "__import__":
            assert isinstance(node, ast.Call)
            return self.text(node.args[0]).partition(".")[0] if len(node.args) == 1 else ""
        return ""

    def text(self, node: ast.expr) -> str:
        """The text that *node* makes; empty if that cannot be read."""
        if isinstance(node, ast.Name) and node.id in self.values:
            return self.text(self.values[node.id])
        if not isinstance(node, ast.Call) or not isinstance(node.func, ast.Name):
            return ""
        if self.called(node) == "min" and len(node.args) == 1 and isinstance(node.args[0], ast.Call):
            return next((one.arg for one in node.args[0].keywords if one.arg), "")
        codes = [one.value for one in node.args if isinstance(one, ast.Constant)]
        return "".join(map(chr, codes)) if node.func.id.lstrip("_") in ("text", "chr") else ""


def bound_by(node: ast.AST) -> Iterator[str]:
    """The names that *node* binds."""
    if isinstance(node, ast.Name) and isinstance(node.ctx, ast.Store):
        yield node.id
    elif isinstance(node, ast.arg):
        yield node.arg
    elif isinstance(node, (ast.FunctionDef, ast.ExceptHandler)) and node.name:
        yield node.name


def mentions(case: Case, entry: Entry) -> bool:
    """Does the core of *case* name what *entry* is about, if it can be named?"""
    if entry.kind == "method":
        return entry.name.partition(".")[2] in case.uses.attributes
    return entry.name in (case.uses.functions if entry.kind == "function" else case.uses.names)


# --- the table ------------------------------------------------------------------------------------


def removable(entries: Iterable[Entry]) -> list[Entry]:
    """Those of *entries* that CPython can be without."""
    return [entry for entry in entries if not why_not(entry)]


@contextmanager
def in_silence() -> Iterator[None]:
    """What fails on purpose leaves things behind: coroutines that nobody awaits, generators that cannot close."""
    hook, sys.unraisablehook = sys.unraisablehook, lambda _: None
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            yield
    finally:
        sys.unraisablehook = hook


def needed(entries: Iterable[Entry], programs: list[Case]) -> dict[str, dict[str, list[str]]]:
    """For each entry the constructs whose cores fail on a host without it, with the cases."""
    found: dict[str, dict[str, list[str]]] = {}
    with in_silence():
        for entry in entries:
            found[entry.name] = by_rewrite([case for case in programs if case.needs(entry)])
    return found


def mentioned(entries: Iterable[Entry], programs: list[Case]) -> dict[str, dict[str, list[str]]]:
    """For each entry the constructs whose cores name it."""
    return {entry.name: by_rewrite([case for case in programs if mentions(case, entry)]) for entry in entries}


def by_rewrite(chosen: Iterable[Case]) -> dict[str, list[str]]:
    """The names of *chosen* cases, by rewrites."""
    found: dict[str, list[str]] = {}
    for case in chosen:
        found.setdefault(case.rewrite, []).append(case.name)
    return found


def resting(entries: Iterable[Entry], probes: dict[str, CodeType]) -> dict[str, list[str]]:
    """For each of all entries those other *entries* without which its probe does not print 1."""
    removed = list(entries)
    found: dict[str, list[str]] = {}
    with in_silence():
        for name, code in probes.items():
            found[name] = [one.name for one in removed if one.name != name and answer(one, code) != ["1"]]
    return found


def answer(entry: Entry | None, probe: CodeType) -> list[str]:
    """What the *probe* prints on a host without *entry*."""
    said: list[str] = []
    try:
        lacking(entry, probe, probe.co_filename, {}, said.append)
    except BaseException:
        said.append("failed")
    return said


def probe_codes(entries: Iterable[Entry]) -> dict[str, CodeType]:
    """The probes of *entries*, compiled; the text stands for the file, so that it can be changed, see `answer`."""
    return {entry.name: compile(entry.program, entry.program, "exec") for entry in entries}
