"""Which entries of the host contract a host has: it is asked, by the probes.

    run = command_runs(["micropython"])
    probed(run, ENTRIES.values())       -> the names of those that it has

Some hosts take a second to start, so probes share a run: what has printed 1 there is there. Whatever else a probe
has done may be the fault of another one; so it is asked again, alone. If a run ends before it is through, or does not even
begin, each half is asked by itself.
"""

from __future__ import annotations

import ast
import os
import subprocess
import tempfile
from collections.abc import Callable, Collection, Iterable, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from pathlib import Path

from mvpy.host_contract.entry import Entry, parts_of
from mvpy.host_contract.parts import PARTS
from mvpy.tree.syntax_trees import syntax_tree

MARK, END = 1000, "9999"  # greater than what probes print
SIMPLEST = "print(1)\n"


@dataclass(frozen=True)
class Said:
    """What became of a program: its exit code, and what it wrote."""

    code: int
    output: str
    error: str


Run = Callable[[str], Said]


class NotRunning(Exception):
    """A host does not run the simplest program; the words say why."""


def command_runs(command: Sequence[str], shim: str = "", seconds: float = 30) -> Run:
    """What runs a program, given as text, by `COMMAND... FILE`, below the text *shim*, and for so many *seconds* at most."""

    def run(program: str) -> Said:
        with tempfile.TemporaryDirectory(prefix="mvpy-probe-") as folder:
            path = Path(folder, "probe.py")
            path.write_text(shim + program, encoding="utf-8")
            try:
                done = subprocess.run(
                    [*command, str(path)],
                    stdin=subprocess.DEVNULL,
                    capture_output=True,
                    timeout=seconds,
                    cwd=folder,
                )
            except subprocess.TimeoutExpired:
                return Said(-1, "", f"it took longer than {seconds:g} seconds")
            except OSError as error:
                raise NotRunning(f"{command[0]}: {(error.strerror or str(error)).lower()}") from error
        return Said(
            done.returncode, done.stdout.decode(errors="replace"), done.stderr.decode(errors="replace")
        )

    return run


def probed(run: Run, entries: Iterable[Entry]) -> set[str]:
    """The names of those *entries* that a host has which *run* runs programs on; NotRunning if it runs nothing."""
    said = run(SIMPLEST)
    if said.output.split() != ["1"]:
        raise NotRunning(f"it doesn't run `print(1)`: {reason(said)}")
    return seen(run, list(entries))


def reason(said: Said) -> str:
    """The last thing that a program said, which is mostly why it failed."""
    lines = [line.strip() for line in (said.error or said.output).splitlines() if line.strip()]
    return lines[-1][:200] if lines else f"exit code {said.code}, and no word"


def seen(run: Run, entries: Sequence[Entry]) -> set[str]:
    """The names of those *entries* that are there."""
    if not entries:
        return set()
    if len(entries) == 1:
        (entry,) = entries
        return {entry.name} if run(entry.program).output.split() == ["1"] else set()
    output = run(together(entries)).output
    found = answers(output, entries)
    left = [entry for entry in entries if entry.name not in found]
    if END in output.split():
        with ThreadPoolExecutor(os.cpu_count()) as pool:
            return found.union(*pool.map(lambda entry: seen(run, [entry]), left))
    middle = (len(left) + 1) // 2
    return found | seen(run, left[:middle]) | seen(run, left[middle:])


def answers(output: str, entries: Sequence[Entry]) -> set[str]:
    """The names of those *entries* whose probes have printed 1, and nothing else, in the *output* of all."""
    said: dict[str, list[str]] = {}
    marks = {str(MARK + number): entry.name for number, entry in enumerate(entries)}
    lines: list[str] = []
    for word in output.split():
        if word == END:
            lines = []
        elif word in marks:
            lines = said.setdefault(marks[word], [])
        else:
            lines.append(word)
    return {name for name, words in said.items() if words == ["1"]}


def together(entries: Sequence[Entry]) -> str:
    """One program in the core of the probes of *entries*: before each it prints the number of the entry, above MARK."""
    parts = parts_of("".join(entry.probe for entry in entries))
    lines = [PARTS[name] for name in parts]
    for number, entry in enumerate(entries):
        probe = renamed(entry.probe, f"_{number}")
        suite = "".join(f"    {line}\n" if line else "\n" for line in probe.splitlines())
        lines.append(f"print({MARK + number})\ntry:\n{suite}except:\n    0\n")
    return "\n".join([*lines, f"print({END})\n"])


def renamed(probe: str, suffix: str) -> str:
    """*probe* with a *suffix* on the names that it binds in the module: no other probe has them."""
    tree = syntax_tree(probe)
    names = bound(tree.body)
    for node in ast.walk(tree):
        for field in ("id", "name", "arg"):
            if getattr(node, field, None) in names and not isinstance(node, ast.keyword):
                setattr(node, field, getattr(node, field) + suffix)
        if isinstance(node, ast.Nonlocal):
            node.names = [name + suffix if name in names else name for name in node.names]
    return ast.unparse(tree)


def bound(statements: Collection[ast.stmt]) -> set[str]:
    """The names that *statements* bind, outside of functions."""
    names: set[str] = set()
    for statement in statements:
        if isinstance(statement, ast.FunctionDef):
            names.add(statement.name)
            continue
        for node in ast.walk(statement):
            if isinstance(node, ast.Name) and isinstance(node.ctx, ast.Store):
                names.add(node.id)
            elif isinstance(node, ast.ExceptHandler) and node.name:
                names.add(node.name)
    return names
