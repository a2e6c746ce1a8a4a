"""Which newer forms of older constructs an interpreter does not read: `mvpy.conform.newer_syntax`."""

from __future__ import annotations

import ast
import contextlib
import io
import sys
from pathlib import Path

import pytest
from click.testing import CliRunner

from mvpy.command.cli import main
from mvpy.conform.newer_syntax import PROGRAMS, READ, unread_by
from mvpy.host_contract.probing import Said
from mvpy.machine.kinds import PLAIN
from mvpy.machine.lowering import Lowering
from mvpy.pipeline import desugar_source
from mvpy.rewrites.lowering import ORDER

# Why nobody asks.
NOT_ASKED = {
    "type_variable": "it is for CPythons; for others `type_parameters` goes whole",
    "type_parameter_default": "type parameters go whole, with their defaults",
    "shown_field": "the suite has programs about it, see `self_documenting_field`",
}


def here(text: str) -> Said:
    """What *text* does on this Python."""
    out = io.StringIO()
    try:
        with contextlib.redirect_stdout(out):
            exec(compile(text, "<program>", "exec", dont_inherit=True), {"__name__": "__main__"})
    except Exception as error:
        return Said(1, out.getvalue(), repr(error))
    return Said(0, out.getvalue(), "")


def test_each_form_is_asked_for_or_there_is_a_reason():
    assert {*PROGRAMS, *NOT_ASKED} == set(ORDER)
    assert not {*PROGRAMS} & {*NOT_ASKED}


@pytest.mark.parametrize("name", PROGRAMS)
def test_without_its_form_a_program_does_the_same(name: str):
    lowered = desugar_source(PROGRAMS[name], target=(3, 13), kinds=PLAIN, lowering=Lowering(unread=(name,)))

    assert lowered.changed
    assert here(lowered.code).output == READ
    if name != "unpacking_comprehension" or sys.version_info >= (3, 15):
        with contextlib.suppress(SyntaxError):  # an older Python is asked what it reads
            ast.parse(PROGRAMS[name])
            assert here(PROGRAMS[name]).output == READ


def test_a_form_is_unread_if_its_program_runs_once_it_is_gone():
    def reads_no_parentheses(text: str) -> Said:
        return Said(1, "", "SyntaxError") if "with (" in text else Said(0, READ, "")

    assert list(unread_by(reads_no_parentheses, Lowering())) == ["parenthesized_items"]


def test_what_is_wrong_both_ways_is_left_alone():
    assert list(unread_by(lambda text: Said(1, "", "it runs nothing"), Lowering())) == []
    assert list(unread_by(lambda text: Said(0, "", ""), Lowering())) == []


def test_what_a_profile_calls_missing_goes_and_is_listed(tmp_path: Path):
    profile, program = tmp_path / "mine.toml", tmp_path / "p.py"
    profile.write_text('[constructs]\nparenthesized_items = "missing"\n')
    program.write_text("with (a as b, c):\n    with d as (e, f):\n        pass\n")

    listed = CliRunner().invoke(main, ["check", "--for", str(profile), str(program)])
    done = CliRunner().invoke(main, ["desugar", "--for", str(profile), str(program)])

    assert [line.partition("p.py:")[2] for line in listed.stdout.splitlines()] == [
        "1:1: context managers in parentheses (Python 3.9)"
    ]
    assert done.stdout == "with a as b, c:\n    with d as (e, f):\n        pass\n"
