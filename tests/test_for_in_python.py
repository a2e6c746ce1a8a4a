"""`mvpy.desugar(source, for_="3.8")`: what `--for 3.8` gives, in Python."""

from __future__ import annotations

from ast import literal_eval
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner

import mvpy
from mvpy.command.desugar import desugar as command
from mvpy.errors import UsageError

SOURCE = 'import tomllib\nwith (a as b, c):  # so\n    x  =  1\nmatch b:\n    case {"k": [d, *_]}: print(d)\n'
PROFILE = 'host = "mine"\n\n[constructs]\nwith_statement = "wrong"\n'


def test_the_example_of_the_docstring_is_right():
    line = next(line for line in (mvpy.desugar.__doc__ or "").splitlines() if "for_=" in line)
    called, code = line.strip().split(".code")

    assert eval(called, {"mvpy": mvpy}).code == literal_eval(code.strip())


@pytest.mark.parametrize("host", ["3.6", "3.8", "py3.9", "3.13", "micropython", "mine.toml"])
@pytest.mark.parametrize("exact", [False, True], ids=["plain", "exact"])
def test_it_gives_what_the_command_gives(
    host: str, exact: bool, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
):
    monkeypatch.chdir(tmp_path)
    Path("mine.toml").write_text(PROFILE)
    if exact and host in ("3.6", "micropython"):
        pytest.skip("exact outputs are not for this host")
    options = ["--for", host, "-q", "--no-cache", *["--exact"] * exact]

    shown = CliRunner().invoke(command, [*options, "-"], input=SOURCE)

    assert mvpy.desugar(SOURCE, for_=host, exact=exact).code == shown.stdout


def test_what_the_library_lacks_is_a_warning():
    told = [
        (one.line, one.words) for one in mvpy.desugar(SOURCE, for_="3.8").warnings if one.kind == "library"
    ]

    assert told == [(1, "`tomllib` is there from Python 3.11 on")]
    assert not mvpy.desugar(SOURCE, for_="3.11").warnings
    assert not mvpy.desugar(SOURCE, only=["match"]).warnings


def test_annotations_that_are_kept_as_texts_go_if_that_is_asked_for():
    text = "from __future__ import annotations\nx: int | None = 1\n"

    assert mvpy.desugar(text, for_="3.8").code == text
    assert "Optional[int]" in mvpy.desugar(text, for_="3.8", annotations=True).code


def test_the_target_can_be_given():
    text = "def f():\n    x: {1: 2}[3] = 1\nprint(t'')\n"

    assert mvpy.desugar(text, for_="3.13", target=(3, 14)).changed


WRONG: list[tuple[dict[str, Any], str]] = [
    ({"for_": "2.7"}, "2.7 is not between 3.6 and 3.15"),
    ({"for_": "no.toml"}, "no.toml: there is no such file"),
    ({"for_": "nobody"}, "'nobody' is neither a Python like 3.8 nor one of brython"),
    ({"for_": (3, 8)}, "for_ is a text, such as '3.8', and not (3, 8)"),
    ({"for_": "3.8", "only": ["match"]}, "--for and --only exclude each other"),
    ({"for_": "3.8", "keep": ["match"]}, "--for and --keep exclude each other"),
    ({"for_": "3.8", "until": "match"}, "--for and --until exclude each other"),
    ({"for_": "3.8", "level": "readable"}, "--for and --level exclude each other"),
    ({"annotations": True}, "--annotations is for hosts: --for says which"),
    ({"for_": "3.7", "exact": True}, "--exact is for hosts from Python 3.8 on"),
    ({"for_": "micropython", "exact": True}, "--exact is not for micropython, which lacks "),
]


@pytest.mark.parametrize(
    ("options", "words"), WRONG, ids=[" ".join(map(str, one[0].values())) for one in WRONG]
)
def test_what_is_wrong_is_said(options: dict[str, Any], words: str):
    with pytest.raises(UsageError) as caught:
        mvpy.desugar(SOURCE, **options)

    assert str(caught.value).startswith(words)


@pytest.mark.parametrize("host", ["3.7", "micropython"])
def test_the_command_says_too_that_an_exact_output_is_not_for_a_host(host: str):
    shown = CliRunner().invoke(command, ["--for", host, "--exact", "-"], input=SOURCE)

    assert isinstance(shown.exception, (SystemExit, UsageError))
    assert "--exact is" in f"{shown.stderr}{shown.exception}"


def test_an_exact_output_is_for_pypy_which_lacks_only_what_it_brings():
    assert mvpy.desugar("def f():\n    raise A from B\n", for_="pypy", exact=True).changed
