"""What somebody is told whose new rewrite is not right yet: one sentence with the file, the line and the reason."""

from __future__ import annotations

import importlib
import re
from collections.abc import Callable
from contextlib import suppress
from itertools import count
from pathlib import Path

import pytest
from click.testing import CliRunner
from contract_programs import cases_in
from grammar import ALTERNATIVES
from selection import name_of_rewrite
from test_contracts import ORDER

from mvpy.command.cli import main
from mvpy.errors import ContractError, MVPyError
from mvpy.explain.rewrite_words import file_of_rewrite, is_forgotten
from mvpy.machine.loading import loaded
from mvpy.machine.passes import Order
from mvpy.machine.rewrite import Rewrite
from mvpy.pipeline import desugar_source

# A rewrite as a newcomer writes it, and it is right.
RIGHT = '''\
"""`not not x`: its truth.

    seen = not not found

becomes

    seen = bool(found)
"""

import libcst as cst

from mvpy.machine.contract import Construct, Contract
from mvpy.machine.quote import quote
from mvpy.machine.rewrite import rewrites


def is_double(node):
    return isinstance(node.operator, cst.Not) and is_not(node.expression)


def is_not(node):
    return isinstance(node, cst.UnaryOperation) and isinstance(node.operator, cst.Not)


CONTRACT = Contract(
    removes=Construct("double negation", cst.UnaryOperation, such=is_double),
    grammar="inversion",
)

TRUTH = quote("bool($operand)")


@rewrites(cst.UnaryOperation)
def double_negation(node, cx):
    if not is_double(node):
        return None
    return TRUTH.expression(cx, operand=node.expression.expression)
'''
GIVEN = "TRUTH.expression(cx, operand=node.expression.expression)"
TEMPLATE = 'quote("bool($operand)")'
CONSTRUCT = 'Construct("double negation", cst.UnaryOperation, such=is_double)'
NUMBERS = count()

# What is changed, into what, and what is said, without the name of the file.
WHEN_LOADED = [
    (TEMPLATE, 'quote("bol($operand)")', ":30: bol in a template is neither bound there, nor a hole, nor a builtin, nor a helper"),
    (TEMPLATE, 'quote("bool($operand")', ":30: a template is not Python: '(' was never closed, in `bool($operand`"),
    (TEMPLATE, 'quote("bool($Operand)")', ":30: $Operand in a template is no hole: its name has small letters and _"),
    (TEMPLATE, 'quote("bool($operand1)")', ":30: $operand1 in a template is no hole: its name has small letters and _"),
    (TEMPLATE, 'quote("x: flags = $operand")', ":30: `x: flags` in a template: what is said of a local is that it is a flag, or a guard"),
    (TEMPLATE, 'quote("bool($operand)  # releases 1")',
     ":30: a line of a template is for 'releases', where there is words, frames, release, namespace, rebinding, kinds"),
    ('quote("', 'qoute("', ":30: it cannot be loaded: NameError: name 'qoute' is not defined"),
    ("mvpy.machine.quote ", "mvpy.machine.quotes ", ":13: it cannot be loaded: ModuleNotFoundError: No module named 'mvpy.machine.quotes'"),
    ("return None", "return None)", ":36: it cannot be loaded: SyntaxError: unmatched ')'"),
    (f"    removes={CONSTRUCT},\n", "",
     ":25: it cannot be loaded: TypeError: Contract.__init__() missing 1 required positional argument: 'removes'"),
    ("CONTRACT =", "CONTRACTS =", ": it has no CONTRACT"),
    (CONSTRUCT, '"double negation"',
     ": its contract says removes='double negation', where something like Construct('assert', cst.Assert) is meant"),
    ("grammar=", 'words=("walrus"), grammar=', ": its contract says words='walrus', where something like ('walrus',) is meant"),
    ("grammar=", 'after=["unpacking"], grammar=',
     ": its contract says after=['unpacking'], where something like {'unpacking': 'the reason'} is meant"),
    ("grammar=", 'after={"loops": "so"}, grammar=', ": it is to run after `loops`, which is no rewrite"),
    ("grammar=", 'opens=("break_statement",), grammar=', ": its contract opens 'break_statement', which is no Opening"),
    ("cst.UnaryOperation, such", '"UnaryOperation", such', ": its construct is of the kind 'UnaryOperation', which is no kind of node"),
    ("@rewrites(cst.UnaryOperation)\n", "", ": it has no rule: no function is marked with @rewrites"),
    ("@rewrites(cst.UnaryOperation)", "@rewrites",
     ":33: @rewrites is told the kinds of node that the rule is for: @rewrites(cst.Assert)"),
    ("@rewrites(cst.UnaryOperation)", '@rewrites("UnaryOperation")',
     ":33: @rewrites is told the kinds of node that the rule is for: @rewrites(cst.Assert)"),
    ("@rewrites(cst.UnaryOperation)", "@rewrites(cst.Negation)",
     ":33: it cannot be loaded: AttributeError: module 'libcst' has no attribute 'Negation'"),
    ("def is_double(node)", "def is_double(node, cx)", ":17: `is_double` does not take what it is called with: node"),
    ("(node, cx)", "(node)", ":33: `double_negation` does not take what it is called with: node, cx"),
]  # fmt: skip

WHEN_RUN = [
    ("operand=node", "operant=node", ":30: the template has $operand, and the rule fills $operant"),
    ("operand=node.expression.expression", "operand=None", ":30: the rule fills $operand with None, which is nothing of a program"),
    (TEMPLATE, 'quote("bool($operand) and $operand")', ":30: $operand is used more than once, so it takes a Name, not a Call"),
    (TEMPLATE, 'quote("x = bool($operand)")', ":30: the last line of the template is its value, and it is no expression"),
    (TEMPLATE, 'quote("print()\\nbool($operand)")', ":30: as an expression a template has one line; with more of them it is a `let`"),
    (GIVEN, '"bool"', ":33: the rule gives a str for an expression (UnaryOperation), and not an expression, at program.py:2"),
    (GIVEN, "True", ":33: the rule gives a bool for an expression (UnaryOperation), and not an expression, at program.py:2"),
    (GIVEN, GIVEN.replace(".expression(", "("),
     ":33: the rule gives a tuple for an expression (UnaryOperation), and not an expression, at program.py:2"),
    (GIVEN, "node", ":33: the rule gives the UnaryOperation that it was given; where there is nothing to do it gives None, at program.py:2"),
    (GIVEN, "node.operand",
     ":37: AttributeError: 'UnaryOperation' object has no attribute 'operand'; the rewrite double_negation was at program.py:2"),
]  # fmt: skip


@pytest.fixture(name="told")
def told_of(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Callable[..., str]:
    """What is said of the rewrite RIGHT with a change, when it is loaded and run over a program."""
    package = f"newcomers_{next(NUMBERS)}"
    folder = tmp_path / package
    folder.mkdir()
    (folder / "__init__.py").write_text('ORDER = (\n    "double_negation",\n    "affirmation",\n)\n')
    monkeypatch.syspath_prepend(tmp_path)
    importlib.import_module(package)

    def told(
        old: str = "", new: str = "", name: str = "double_negation", before: str = "unary_operation"
    ) -> str:
        assert old in RIGHT
        (folder / "double_negation.py").write_text(RIGHT.replace(old, new, 1) if old else RIGHT)
        try:
            order = order_with(loaded(package, name), before)
            monkeypatch.setattr("mvpy.pipeline.rewrites_in_order", lambda: order)
            return desugar_source(
                "\nseen = not not found()\n", filename="program.py", only=["double_negation"]
            ).code
        except MVPyError as error:
            return str(error).replace(package, "rewrites")

    return told


def order_with(rewrite: Rewrite, before: str) -> Order:
    """The order with *rewrite* right before the one called *before*."""
    at = ORDER.number[before]
    return Order([*ORDER.rewrites[:at], rewrite, *ORDER.rewrites[at:]])


def test_one_that_is_right_works(told: Callable[..., str]):
    assert told() == "\nseen = bool(found())\n"


@pytest.mark.parametrize(("old", "new", "words"), WHEN_LOADED + WHEN_RUN)
def test_what_is_wrong_is_said_in_a_sentence(told: Callable[..., str], old: str, new: str, words: str):
    assert told(old, new) == f"rewrites/double_negation.py{words}"


@pytest.mark.parametrize("local", ["test", "flag", "number", "then", "going"])
def test_the_name_of_a_local_has_no_meaning(told: Callable[..., str], local: str):
    text = RIGHT.replace(TEMPLATE, f'quote("{local} = $operand\\nbool({local})")')

    said = told(RIGHT, text.replace("TRUTH.expression(", "TRUTH.let("))

    assert said == f"\n_{local} = found()\nseen = bool(_{local})\ndel _{local}\n"


def test_two_that_remove_the_same_are_told(told: Callable[..., str]):
    said = told('"double negation", cst', '"unary operation", cst')

    assert said == "rewrites/unary_operation.py: `double_negation` removes the unary operation, too"


def test_the_line_that_fails_is_named_and_not_the_rule(told: Callable[..., str]):
    said = told("return isinstance(node.operator", "return isinstance(node.sign")

    words = ":18: AttributeError: 'UnaryOperation' object has no attribute 'sign'"
    assert said == f"rewrites/double_negation.py{words}; the rewrite double_negation was at program.py:2"


def test_one_that_comes_too_late_is_told_before_whom_it_must_run(told: Callable[..., str]):
    assert told(before="list_display") == (
        "rewrites/double_negation.py: it must run before `unary_operation`, and ORDER has it behind: "
        "that leaves no double negation to it"
    )


def test_a_name_without_a_file_is_told_with_its_line(told: Callable[..., str]):
    said = told(name="affirmation")

    assert (
        said == "rewrites/__init__.py:3: ORDER names `affirmation`, and there is no rewrites/affirmation.py"
    )


def test_a_name_that_is_there_twice_is_told():
    with pytest.raises(MVPyError) as error:
        Order([*ORDER.rewrites, ORDER.rewrites[-1]])

    assert str(error.value).endswith(": ORDER names `parenthesized_expression` twice")


# --- what shows in a program only -----------------------------------------------------------------


def built_of_the_users(told: Callable[..., str], before: str, what: str) -> str:
    """What is said if the rewrite builds *what*, which no template of its shows, for a whole program."""
    import mvpy.pipeline

    told("TRUTH.expression(cx, operand=node.expression.expression)", what, before=before)
    with pytest.raises(MVPyError) as error:
        mvpy.pipeline.desugar_source("seen = not not found\n", filename="program.py")
    return re.sub(r"newcomers_\d+", "rewrites", str(error.value))


def test_one_that_makes_what_is_gone_by_then_is_told_with_the_code(told: Callable[..., str]):
    assert built_of_the_users(told, "unary_operation", 'cst.parse_expression("a or b")') == (
        "rewrites/double_negation.py: it makes a construct that `boolean_operation` has removed before: "
        "boolean operation, `a or b`, in program.py"
    )


def test_a_rule_that_fails_is_told_on_the_command_line_with_what_to_do(
    told: Callable[..., str], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
):
    told(GIVEN, "node.operand")
    monkeypatch.setattr("tempfile.tempdir", str(tmp_path))

    run = CliRunner().invoke(main, ["desugar", "--no-cache", "-c", "not not a"])

    first, second = run.stderr.splitlines()
    assert run.exit_code == 4
    assert re.fullmatch(
        r"newcomers_\d+/double_negation.py:37: AttributeError: .*; the rewrite double_negation was at .*:1",
        first,
    )
    assert second.startswith(
        "note: unless you are at work on this rewrite, please report it; the program, the options"
    )


@pytest.mark.parametrize("name", ORDER.names)
def test_a_wrong_place_in_the_order_is_never_an_internal_error(name: str, monkeypatch: pytest.MonkeyPatch):
    own = [before for before, _ in ORDER.named(name).examples]
    others = [
        before for rewrite in ORDER.rewrites[ORDER.number[name] % 9 :: 9] for before, _ in rewrite.examples
    ]
    rest = [one for one in ORDER.rewrites if one.name != name]
    for at in (0, len(rest)):
        with suppress(ContractError):
            order = Order([*rest[:at], ORDER.named(name), *rest[at:]])
            monkeypatch.setattr("mvpy.pipeline.rewrites_in_order", lambda order=order: order)
            for program in (*own, *others):
                desugar_source(program, filename="program.py", target=(3, 13))


# --- names, on the command line and for pytest ----------------------------------------------------


@pytest.fixture(name="forgotten")
def forgotten_one(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A rewrite in `rewrites/` that ORDER does not name."""
    import mvpy.rewrites

    (tmp_path / "double_negation.py").write_text(RIGHT)
    monkeypatch.setattr(mvpy.rewrites, "__path__", [*mvpy.rewrites.__path__, str(tmp_path)])


FORGOTTEN = "rewrites/ has 'double_negation', and ORDER in rewrites/__init__.py does not name it"


@pytest.mark.usefixtures("forgotten")
def test_one_that_the_order_does_not_name_is_told():
    run = CliRunner().invoke(main, ["rewrites", "double_negation"])

    assert (run.exit_code, run.stderr.splitlines()[-1]) == (2, f"Error: {FORGOTTEN}")
    with pytest.raises(pytest.UsageError, match=FORGOTTEN):
        name_of_rewrite("double_negation")


def test_what_rewrites_share_is_none_of_them():
    assert not is_forgotten("kept_classes")
    assert not is_forgotten("no_such_file")


def test_a_file_that_cannot_be_read_is_told_by_what_lists_them(monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr("mvpy.explain.rewrite_words.SourceFileLoader.get_source", lambda *_: "x = (\n")
    file_of_rewrite.cache_clear()

    run = CliRunner().invoke(main, ["rewrites"])

    file_of_rewrite.cache_clear()
    assert (run.exit_code, run.output) == (
        4, "rewrites/template_string.py:1: it cannot be loaded: SyntaxError: '(' was never closed\n"
    )  # fmt: skip


# --- what belongs to a rewrite besides ------------------------------------------------------------


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("# Case: one\nprint(1)\n", "does not say what it prints: a line `# Prints: 1 2` is missing"),
        ("# Stands with: nobody\n# Case: one\n# Prints: 1\n", "stands with 'nobody', which is no rewrite"),
    ],
)
def test_a_case_of_the_host_contract_that_lacks_something_is_told(text: str, words: str):
    with pytest.raises(pytest.UsageError) as error:
        list(cases_in("assert_statement", text))

    assert str(error.value) == f"tests/contract/assert_statement.py: the case 'one' {words}"


def test_the_guide_names_all_that_belongs_to_a_rewrite():
    guide = (Path(__file__).parents[1] / "docs" / "writing-a-rewrite.md").read_text(encoding="utf-8")

    for needed in (
        "tests/grammar.py",
        "tests/contract/",
        "corpus/",
        "ORDER",
        "make_grammar",
        "make_host_contract",
    ):
        assert needed in guide
    assert any("assert_statement" in one.rewrites for one in ALTERNATIVES)
