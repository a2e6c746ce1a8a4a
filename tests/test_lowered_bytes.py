"""`--for` changes no byte but at the sites that the host does not read."""

from __future__ import annotations

import ast
from difflib import SequenceMatcher
from pathlib import Path

import pytest
from click.testing import CliRunner

from mvpy.command.cli import main
from mvpy.errors import SourceError
from mvpy.machine.kinds import PLAIN
from mvpy.machine.lowering import Lowering
from mvpy.machine.newer_forms import NewerForm
from mvpy.pipeline import desugar_source, newer_forms_in
from mvpy.rewrites.lowering.hints import may_hold_newer

CORPUS = Path(__file__).parents[1] / "corpus"
HOST = (3, 8)
WHOLE = (ast.Match, ast.Try, ast.TryStar, ast.ClassDef, ast.AsyncFunctionDef)
HEADS = (ast.With, ast.AsyncWith, ast.For, ast.FunctionDef, ast.If, ast.While)

OPENING = ("type parameters", "a type statement")  # in a class, that goes, too


def programs() -> list[Path]:
    """Some of the programs of the corpus in which there is something too new."""
    found = [
        path
        for path in sorted(CORPUS.glob("*/*.py"))
        if may_hold_newer(path.read_text(encoding="utf-8"), HOST)
    ]
    return found[::9]


def lines_that_may_change(text: str) -> set[int]:
    """The lines of the smallest statements, or heads of such, in which there are sites."""
    statements = [node for node in ast.walk(ast.parse(text)) if isinstance(node, ast.stmt)]
    allowed: set[int] = set()
    for form in newer_forms_in(text, "program", Lowering(HOST), (3, 13)):
        around = [
            node for node in statements if begins_before(node, form) and form.line <= (node.end_lineno or 0)
        ]
        node = max(around, key=first_line)
        if form.words in OPENING:
            node = next(
                (one for one in sorted(around, key=first_line) if isinstance(one, ast.ClassDef)), node
            )
        head = isinstance(node, HEADS) and form.words != "type parameters"
        last = node.body[0].lineno - 1 if head else node.end_lineno
        allowed |= set(range(first_line(node), max(last or 0, form.line) + 1))
    return allowed


def begins_before(node: ast.stmt, form: NewerForm) -> bool:
    line = first_line(node)
    return line < form.line or line == form.line and node.col_offset < form.column


def first_line(node: ast.stmt) -> int:
    return min([node.lineno, *(one.lineno for one in getattr(node, "decorator_list", ()))])


@pytest.mark.parametrize("path", programs(), ids=lambda path: f"{path.parent.name}/{path.stem}")
def test_lines_without_a_site_stay_as_they_are(path: Path):
    text = path.read_text(encoding="utf-8")
    try:
        allowed = lines_that_may_change(text)
    except (SyntaxError, SourceError):
        pytest.skip("this Python does not read it")

    new = desugar_source(text, kinds=PLAIN, target=(3, 13), lowering=Lowering(HOST)).code

    matcher = SequenceMatcher(
        None, text.splitlines(keepends=True), new.splitlines(keepends=True), autojunk=False
    )
    changed = {
        line + 1
        for kind, i, j, _, _ in matcher.get_opcodes()
        if kind in ("replace", "delete")
        for line in range(i, j)
        if text.splitlines()[
            line
        ].strip()  # beside what stands above the rest, blank lines are those of definitions
    }
    assert changed <= allowed


ODD = [
    b"\xef\xbb\xbfx = {'a': 1}\r\n\r\nprint(f'{x['a']}') ;y=( 1 )\t# so\r\nif x :\r\n\ty = [ *x,]\x0c\r\n",
    b"# -*- coding: latin-1 -*-\nx = {'\xe9': 1}\n\x0c\nprint(f'{x['\xe9']}')  # \xe9\nclass  A :\n  def f( self,  x):return(x)",
    b"def f():\r  x = 1;  return f'{x!r }'\r\rprint ( f() )\r",
    b"x = 1\r\nprint(f'{x!r }')\ny = 2\rz = 3",
]


@pytest.mark.parametrize("data", ODD)
def test_ends_marks_tabs_and_codings_stay(data: bytes, tmp_path: Path):
    program = tmp_path / "program.py"
    program.write_bytes(data)
    done = CliRunner().invoke(main, ["desugar", "--for", "3.8", "--in-place", "-q", str(program)])

    assert not done.exit_code, done.output
    changes = [
        (b"f'{x['a']}'", b"f'{x[\"a\"]}'"),
        (b"f'{x['\xe9']}'", b"f'{x[\"\xe9\"]}'"),
        (b"{x!r }", b"{x!r}"),
    ]
    for old, new in changes:
        data = data.replace(old, new)
    assert program.read_bytes() == data
    assert (
        "nothing to do"
        in CliRunner().invoke(main, ["desugar", "--for", "3.8", "--in-place", str(program)]).output
    )
