"""The wings of the house: a wing knows those below it, and none above."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from mvpy.rewrites import ORDER

PROJECT = Path(__file__).parents[1]
# From the top; `errors` is known to all, and the package itself to nobody but for its version.
WINGS = (
    "notebook", "command", "projects", "explain", "interpreter", "conform", "host_contract", "hosts", "verification", "pipeline", "rewrites", "output", "economy",
    "machine", "helpers",
    "library", "reading", "scopes",
    "tree", "system", "errors",
)  # fmt: skip
NOT_OURS = ("bundled", "guest", "prelude", "runners", "shims")  # what runs elsewhere
AT_THE_TOP = ("__init__", "__main__")
# Of single rewrites, as their docstrings are.
TABLE_OF_FACTS = PROJECT / "mvpy/explain/relevance.py"
# "comparison" and the like are words of the language, too, and so are the names of fields.
NAMES_OF_NOTHING_ELSE = frozenset(name for name in ORDER if "_" in name) - {"type_parameters"}
FILES = [
    path
    for folder in ("mvpy", "rewrites")
    for path in sorted((PROJECT / folder).rglob("*.py"))
    if not set(NOT_OURS) & set(path.parts)
]


def wing_of(path: Path) -> str:
    """The wing in which the file at *path* is."""
    folder, *rest = path.relative_to(PROJECT).with_suffix("").parts
    return folder if folder == "rewrites" else rest[0]


def imported(path: Path) -> Iterator[tuple[int, str]]:
    """(line, wing) for each import of something of ours."""
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.ImportFrom) and (node.module or "").startswith("mvpy."):
            yield node.lineno, node.module.split(".")[1]
        elif isinstance(node, ast.ImportFrom) and node.module == "mvpy":
            yield from ((node.lineno, alias.name) for alias in node.names if alias.name in WINGS)


def test_every_file_is_in_a_wing():
    assert {wing_of(path) for path in FILES} <= {*WINGS, *AT_THE_TOP}


@pytest.mark.parametrize("path", FILES, ids=lambda path: str(path.relative_to(PROJECT)))
def test_a_wing_knows_those_below_only(path: Path):
    if wing_of(path) in AT_THE_TOP:
        return
    place = WINGS.index(wing_of(path))

    assert [f"line {line}: {wing}" for line, wing in imported(path) if WINGS.index(wing) < place] == []


def test_every_package_is_installed():
    project = (PROJECT / "pyproject.toml").read_text(encoding="utf-8")
    packages = {
        path.parent.relative_to(PROJECT).as_posix().replace("/", ".")
        for folder in ("mvpy", "rewrites")
        for path in (PROJECT / folder).rglob("__init__.py")
    }

    for package in packages:
        name = package if package.startswith("mvpy") else f"mvpy.{package}"
        assert f'"{name}"' in project


@pytest.mark.parametrize(
    "path",
    [path for path in FILES if wing_of(path) not in ("rewrites", *AT_THE_TOP) and path != TABLE_OF_FACTS],
    ids=lambda path: str(path.relative_to(PROJECT)),
)
def test_only_rewrites_know_rewrites_by_name(path: Path):
    tree = ast.parse(path.read_text(encoding="utf-8"))
    named = [
        f"line {node.lineno}: {node.value}"
        for node in ast.walk(tree)
        if isinstance(node, ast.Constant) and node.value in NAMES_OF_NOTHING_ELSE
    ]

    assert named == []


# --- the map --------------------------------------------------------------------------------------


def mapped() -> list[str]:
    """The files that the map of the wings in docs/how-it-works.md names, as it does: each under the heading of its wing."""
    page = (PROJECT / "docs" / "how-it-works.md").read_text(encoding="utf-8")
    page = page.partition("\n## The wings\n")[2].partition("\n## ")[0]
    found = []
    for heading, text in re.findall(
        r"^### `(mvpy/[\w.]*/?)`\n(.*?)(?=^### |\Z)", page, re.MULTILINE | re.DOTALL
    ):
        folder = heading if heading.endswith("/") else "mvpy/"
        found += [folder + name for name in re.findall(r"`([\w/]+\.py)`", text)]
    return found


def test_the_map_names_every_file_once():
    files = {
        path.relative_to(PROJECT).as_posix()
        for path in (PROJECT / "mvpy").rglob("*.py")
        if path.name != "__init__.py" or path.parent.name == "mvpy"
    }
    named = mapped()

    where = "docs/how-it-works.md, The wings"
    assert not sorted(
        files - set(named)
    ), f"{where}: these are not named: {', '.join(sorted(files - set(named)))}"
    assert not sorted(
        set(named) - files
    ), f"{where}: these are not there: {', '.join(sorted(set(named) - files))}"
    assert len(named) == len(
        files
    ), f"{where}: {sorted(name for name in files if named.count(name) > 1)} are named twice"


def test_the_map_has_the_wings_from_top_to_bottom():
    shown = list(dict.fromkeys(name.split("/")[1].removesuffix(".py") for name in mapped()))

    assert shown == [
        "__init__",
        "__main__",
        "errors",
        *(wing for wing in WINGS if wing not in ("rewrites", "errors")),
    ]
