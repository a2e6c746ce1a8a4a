"""Which Pythons a project is for, as it says itself, and how it says it when it is for an earlier one, too.

    lowest_version(Path("pyproject.toml"))        (3, 8), if that has `requires-python = ">=3.8"`
    admitting("pyproject.toml", text, (3, 8))     the text with a specifier that admits 3.8

| file | where |
| --- | --- |
| pyproject.toml | `requires-python` in `[project]`; `python` in `[tool.poetry.dependencies]` |
| setup.cfg | `python_requires` in `[options]` |
| setup.py | `python_requires=`, where it is a text and nothing that would have to be run |
"""

from __future__ import annotations

import ast
import configparser
import re
import tomllib
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

from packaging.specifiers import InvalidSpecifier, SpecifierSet

from mvpy.errors import UsageError
from mvpy.tree.syntax_trees import syntax_tree

Version = tuple[int, int]

VERSIONS = [(3, minor) for minor in range(40)]  # a Python 3.40 would be of 2054
RELEASES = range(40)  # `>=3.8.1` admits 3.8, too, though not 3.8.0
SECTION = re.compile(r"[ \t]*\[([^][\n]+)\][ \t]*(?:[#;].*)?")


@dataclass(frozen=True)
class Said:
    """What a file says of the Pythons that it is for: the specifier, and where it stands in the text.

    *key* is what the file calls it.  Poetry has signs of its own.
    """

    key: str
    specifier: str
    start: int

    @property
    def end(self) -> int:
        """Where what stands behind the specifier begins."""
        return self.start + len(self.specifier)

    @property
    def is_poetry(self) -> bool:
        """Whether `^3.8` is a specifier."""
        return self.key == "python"


def lowest_version(pyproject: Path) -> Version | None:
    """The lowest Python 3 that the project with this pyproject.toml says that it is for; None if it says nothing.

    What pyproject.toml leaves open, setup.cfg or setup.py beside it may say.  A UsageError for what is no specifier.
    """
    for name, said_in in READERS.items():
        file = pyproject.with_name(name)
        try:
            said = said_in(file.read_bytes().decode())
        except (OSError, UnicodeDecodeError):
            continue
        if said is not None:
            try:
                return lowest_of(said)
            except InvalidSpecifier:
                raise UsageError(f"{file}: {said.key} is no version specifier: '{said.specifier}'") from None
    return None


def lowest_of(said: Said) -> Version | None:
    """The lowest version that is admitted by what is *said*."""
    return next((version for version in VERSIONS if is_admitted(said, version)), None)


def is_admitted(said: Said, version: Version) -> bool:
    """Does what is *said* admit some release of *version*?"""
    ways = said.specifier.split("||") if said.is_poetry else [said.specifier]
    return any(admits(",".join(clauses_of(way, said.is_poetry)), version) for way in ways)


def admits(specifier: str, version: Version) -> bool:
    """Does the *specifier*, as PEP 440 has them, admit some release of *version*?"""
    known = SpecifierSet(specifier)
    return any(known.contains(f"{version[0]}.{version[1]}.{release}") for release in RELEASES)


# Where it stands ----------------------------------------------------------------------------------


def said_in_toml(text: str) -> Said | None:
    """What a pyproject.toml with this *text* says."""
    try:
        table = tomllib.loads(text)
    except tomllib.TOMLDecodeError:
        return None
    for path, key in ((("project",), "requires-python"), (("tool", "poetry", "dependencies"), "python")):
        found: object = table
        for name in (*path, key):
            found = found.get(name) if isinstance(found, dict) else None
        if isinstance(found, str):
            assignment = rf"[ \t]*[\"']?{key}[\"']?[ \t]*=[ \t]*[\"']{{1,3}}"
            return placed(text, ".".join(path), assignment, Said(key, found, -1))
    return None


def said_in_cfg(text: str) -> Said | None:
    """What a setup.cfg with this *text* says."""
    parser = configparser.RawConfigParser(strict=False)
    try:
        parser.read_string(text)
        found = parser.get("options", "python_requires").strip()
    except configparser.Error:
        return None
    return placed(text, "options", r"python_requires[ \t]*[=:]\s*", Said("python_requires", found, -1))


def placed(text: str, section: str, assignment: str, said: Said) -> Said:
    """*said*, with where it stands in *text*: behind an *assignment* in the *section*; start -1 where it is written otherwise."""
    for start, end in lines_of_section(text, section):
        found = re.compile(assignment).match(text, start, end)
        if found and text.startswith(said.specifier, found.end()):
            return Said(said.key, said.specifier, found.end())
    return said


def lines_of_section(text: str, section: str) -> Iterator[tuple[int, int]]:
    """Where each line of *section* begins in *text*, and where the text ends."""
    inside, start = False, 0
    for line in text.splitlines(keepends=True):
        header = SECTION.fullmatch(line.rstrip("\r\n"))
        if header:
            inside = re.sub(r"[\"'\s]", "", header[1]) == section
        elif inside:
            yield start, len(text)
        start += len(line)


def said_in_setup(text: str) -> Said | None:
    """What a setup.py with this *text* says."""
    try:
        tree = syntax_tree(text)
    except (SyntaxError, ValueError):
        return None
    for node in ast.walk(tree):
        if isinstance(node, ast.keyword) and node.arg == "python_requires":
            value = node.value
            if isinstance(value, ast.Constant) and isinstance(value.value, str):
                start = offset(text, value.lineno, value.col_offset)
                inside = re.compile(r"[uU]?[\"']{1,3}").match(text, start)
                exact = inside and text.startswith(value.value, inside.end())
                return Said("python_requires", value.value, inside.end() if inside and exact else -1)
    return None


def offset(text: str, line: int, column: int) -> int:
    """Where in *text* the place is of which `ast` says *line* and *column*, which it counts in bytes."""
    lines = re.findall(r"[^\r\n]*(?:\r\n|\r|\n)|[^\r\n]+", text)
    return sum(map(len, lines[: line - 1])) + len(lines[line - 1].encode()[:column].decode())


READERS: dict[str, Callable[[str], Said | None]] = {
    "pyproject.toml": said_in_toml,
    "setup.cfg": said_in_cfg,
    "setup.py": said_in_setup,
}


# A specifier that admits an earlier Python --------------------------------------------------------


def admitting(name: str, text: str, version: Version) -> tuple[str, str]:
    """The *text* of the file *name* such that it admits *version*, and what was done, in words; empty if nothing was.

    Every other character stays.
    """
    said = READERS[name](text) if name in READERS else None
    if said is None:
        return text, ""
    try:
        if is_admitted(said, version):
            return text, ""
        wanted = lowered(said, version)
        changed = text[: said.start] + wanted + text[said.end :]
        now = READERS[name](changed)
        if said.start < 0 or now is None or now.specifier != wanted or not is_admitted(now, version):
            return text, f"{said.key} stays {said.specifier}, which does not admit {spelt(version)}"
    except InvalidSpecifier:
        return text, f"{said.key} stays {said.specifier}, which is no version specifier"
    return changed, f"{said.key} {said.specifier} is now {wanted}"


def lowered(said: Said, version: Version) -> str:
    """The specifier of *said* such that it admits *version*; what admits it already stays as it is written."""
    first, *others = said.specifier.split("||") if said.is_poetry else [said.specifier]
    parts = [lowered_part(part, said.is_poetry, version) for part in first.split(",")]
    return "||".join([",".join(part for part in parts if part), *others])


def lowered_part(part: str, is_poetry: bool, version: Version) -> str:
    """*part* of a specifier, between two commas, such that it admits *version*; empty if all it does is to exclude it."""
    clauses = clauses_of(part, is_poetry)
    if admits(",".join(clauses), version):
        return part
    instead = {">": f">={spelt(version)}", "!": ""}  # where an upper bound excludes it, nothing is to be done
    kept = [clause if admits(clause, version) else instead.get(clause[0], clause) for clause in clauses]
    space = part[: len(part) - len(part.lstrip())]
    return space + ",".join(clause for clause in kept if clause) if any(kept) else ""


def spelt(version: Version) -> str:
    """*version* as people write it."""
    return f"{version[0]}.{version[1]}"


def clauses_of(part: str, is_poetry: bool) -> list[str]:
    """The clauses of *part* of a specifier, each a comparison: `~=3.8` is `>=3.8`, `<4`."""
    words = [word.strip() for word in part.split(",")]
    if is_poetry:  # a space separates, too, unless it stands behind a sign
        words = [word for clause in words for word in re.sub(r"([<>=!^~]) +", r"\1", clause).split()]
    return [clause for word in words if word for clause in comparisons(word, is_poetry)]


def comparisons(word: str, is_poetry: bool) -> list[str]:
    """The comparisons that the clause *word* stands for."""
    sign, numbers = re.fullmatch(r"([<>=!~^]*)\s*(.*)", word, re.DOTALL).groups()  # type: ignore[union-attr]  # it takes all
    if numbers == "*" and is_poetry:
        return []
    if sign in (("", "=", "==") if is_poetry else ("==",)) and numbers.endswith(".*"):
        exact = numbers.removesuffix(".*")
        return [f">={exact}", f"<{above(exact, exact.count('.') + 1)}"]
    if sign in (("", "=", "==", "===") if is_poetry else ("==", "===")):
        return [f">={numbers}", f"<={numbers}" if numbers.count(".") > 1 else f"<{above(numbers, 2)}"]
    if sign == "^":
        return [f">={numbers}", f"<{above(numbers, 1)}"]
    if sign == "~=":
        return [f">={numbers}", f"<{above(numbers, max(numbers.count('.'), 1))}"]
    if sign == "~":
        return [f">={numbers}", f"<{above(numbers, min(numbers.count('.') + 1, 2))}"]
    return [sign + numbers]


def above(numbers: str, places: int) -> str:
    """The next version after all that begin as *numbers* does in its first *places*: `3.8` of one place is `4`."""
    parts = numbers.split(".")[:places]
    if not all(part.isdigit() for part in parts):
        raise InvalidSpecifier(numbers)
    return ".".join([*parts[:-1], str(int(parts[-1]) + 1)])
