"""Nodes that are made unchecked are those that libcst's constructors make; a helper is desugared once for all programs."""

import libcst as cst
import pytest

from mvpy import desugar
from mvpy.output import helper_cores
from mvpy.rewrites.lowering.hints import may_hold_newer
from mvpy.tree import quick


def made(by):
    """A node of each kind that is made so, by the constructors *by*."""
    name, number = by.Name("x"), by.Integer("1")
    call = by.Call(
        name, [by.Arg(number), by.Arg(by.SimpleString('"s"'), keyword=by.Name("key")), by.Arg(name, star="*")]
    )
    item = by.Subscript(name, [by.SubscriptElement(by.Index(number))])
    space = by.TrailingWhitespace(by.SimpleWhitespace("  "), by.Comment("# why"))
    return {
        "call": call,
        "item": item,
        "assignment": by.SimpleStatementLine([by.Assign([by.AssignTarget(name)], call)], trailing_whitespace=space),
        "nonlocal": by.SimpleStatementLine([by.Nonlocal([by.NameItem(name)])]),
        "parameters": by.Parameters([by.Param(name, default=number)]),
    }  # fmt: skip


@pytest.mark.parametrize("what", made(cst))
def test_a_node_made_unchecked_is_the_same(what):
    ours, theirs = made(quick)[what], made(cst)[what]
    assert ours.deep_equals(theirs)
    assert cst.Module([]).code_for_node(ours) == cst.Module([]).code_for_node(theirs)


def test_what_is_no_kind_of_node_is_not_made():
    with pytest.raises(AttributeError):
        quick.Nothing  # noqa: B018


# Each needs a helper; one takes its name, or a name that it uses, another binds a builtin that it calls.
PROGRAMS = [
    "a, *b = c\n",
    "_unpack_starred = 1\na, *b = c\n",
    "_len = _list = _iter = 1\na, *b = c\n",
    "def list(): pass\ndef len(): pass\ndef iter(): pass\na, *b = c\n",
]


@pytest.mark.parametrize("text", PROGRAMS)
def test_a_helper_that_is_known_is_the_one_that_is_made_anew(text, monkeypatch):
    desugar(PROGRAMS[0])
    known = desugar(text).code
    monkeypatch.setattr(helper_cores.HelperCore, "is_that_of", lambda self, hosted: False)
    assert known == desugar(text).code


@pytest.mark.parametrize(
    ("program", "version"),
    [("match x:\n    case +1: pass\n", (3, 10)), ("def f[T = int](): pass\n", (3, 12))],
)
def test_the_first_python_that_reads_what_a_form_stands_in_is_asked_about_the_form(program: str, version):
    assert may_hold_newer(program, version)
