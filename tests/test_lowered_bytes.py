"""`--for` changes no byte but at the sites that the host does not read."""

from __future__ import annotations

from pathlib import Path

import pytest
from click.testing import CliRunner
from lowered_lines import changed_beside, places_in

from mvpy.command.cli import main
from mvpy.errors import SourceError
from mvpy.machine.kinds import PLAIN
from mvpy.machine.lowering import Lowering
from mvpy.pipeline import desugar_source
from mvpy.rewrites.lowering.hints import may_hold_newer

CORPUS = Path(__file__).parents[1] / "corpus"
HOST = (3, 8)


def programs() -> list[Path]:
    """Some of the programs of the corpus in which there is something too new."""
    found = [
        path
        for path in sorted(CORPUS.glob("*/*.py"))
        if may_hold_newer(path.read_text(encoding="utf-8"), HOST)
    ]
    return found[::9]


@pytest.mark.parametrize("path", programs(), ids=lambda path: f"{path.parent.name}/{path.stem}")
def test_lines_without_a_site_stay_as_they_are(path: Path):
    text = path.read_text(encoding="utf-8")
    try:
        places = places_in(text, Lowering(HOST))
    except (SyntaxError, SourceError):
        pytest.skip("this Python does not read it")

    new = desugar_source(text, kinds=PLAIN, target=(3, 13), lowering=Lowering(HOST)).code

    assert not changed_beside(text, new, places)


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
