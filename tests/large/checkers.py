"""What `mvpy check --for` and `vermin` name in the same programs: in which statements, with which words.

`vermin` is asked in two ways: as it comes, and with options that let it look at annotations, too, and for unions.
"""

from __future__ import annotations

import ast
import json
import subprocess
import sys
import tempfile
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from tool_verdicts import Program, dotted

Version = tuple[int, int]
Found = list[tuple[int, str]]


@dataclass(frozen=True)
class Named:
    """What each of both names in a program for a *host*, which does not read it: first lines of statements, with words."""

    kind: str
    name: str
    since: str
    host: str
    mvpy: Found
    vermin: Found
    vermin_of_annotations: Found


WAYS: tuple[list[str], ...] = ([], ["--eval-annotations", "--feature", "union-types"])


def compared(
    programs: Sequence[Program], hosts: Sequence[tuple[Version, str]], vermin: Sequence[str]
) -> list[Named]:
    """What both name in the *programs* for each of the *hosts* that is older than what is in them."""
    found: list[Named] = []
    with tempfile.TemporaryDirectory() as folder:
        for number, program in enumerate(programs):
            Path(folder, f"program_{number}.py").write_text(program.text, encoding="utf-8")
        for host, _ in hosts:
            answers = [by_mvpy(folder, dotted(host))]
            answers += [by_vermin([*vermin, *way], folder, dotted(host)) for way in WAYS]
            for number, program in enumerate(programs):
                if program.since > host:
                    name = f"program_{number}.py"
                    first = first_lines(program.text)
                    places = [
                        sorted((first.get(line, line), said) for line, said in answer[name])
                        for answer in answers
                    ]
                    found.append(
                        Named(program.kind, program.name, dotted(program.since), dotted(host), *places)
                    )
    return found


def by_mvpy(folder: str, host: str) -> dict[str, Found]:
    """What `mvpy check` names, by file."""
    words = [sys.executable, "-m", "mvpy", "check", "--for", host, "--format", "json", folder]
    done = subprocess.run(words, capture_output=True, text=True)
    found: dict[str, Found] = defaultdict(list)
    for result in json.loads(done.stdout)["results"]:
        for place in result["places"]:
            found[Path(result["file"]).name].append((place["line"], place["construct"]))
    return found


def by_vermin(vermin: Sequence[str], folder: str, host: str) -> dict[str, Found]:
    """What `vermin` names, by file."""
    words = [*vermin, f"-t={host}-", "--violations", "--format", "parsable", folder]
    done = subprocess.run(words, capture_output=True, text=True)
    found: dict[str, Found] = defaultdict(list)
    for name, line, words_said in parsed(done.stdout):
        found[name].append((line, words_said))
    return found


def parsed(text: str) -> Iterator[tuple[str, int, str]]:
    """(file, line, words) for each thing in what `vermin` says; its last line of a file has no line."""
    for said in text.splitlines():
        file, line, _column, _two, since, words = (*said.split(":", 5), *[""] * 6)[:6]
        if line:
            yield Path(file).name, int(line), f"{words} ({since})"


def first_lines(text: str) -> dict[int, int]:
    """For each line of *text* the first line of the innermost statement there."""
    try:
        tree = ast.parse(text)
    except SyntaxError:
        return {}
    found: dict[int, int] = {}
    for node in ast.walk(tree):  # outer ones before inner ones
        if isinstance(node, ast.stmt):
            found.update(dict.fromkeys(range(node.lineno, (node.end_lineno or node.lineno) + 1), node.lineno))
    return found
