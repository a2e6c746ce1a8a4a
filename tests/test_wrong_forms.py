"""In which forms of a construct an interpreter is wrong: what only the sites that are to blame have."""

from __future__ import annotations

from pathlib import Path

import libcst as cst
import pytest

from mvpy.conform.results import Case, Result
from mvpy.conform.wrong_forms import sites_in, wrong_forms
from mvpy.machine.kinds import PLAIN
from mvpy.machine.lowering import BESIDE, Lowering
from mvpy.machine.shapes import shape_of
from mvpy.pipeline import desugar_source


def result(text: str, *blame: str, site: str = "", together: bool | None = None) -> Result:
    """What a run says of the program *text*: right, or what is to blame, and at which site."""
    case = Case(text, Path("program.py"), text.encode())
    verdict = "construct" if blame else "right"
    together = len(blame) > 1 if together is None else together
    return Result(case, "mine", verdict, None, None, blame=blame, site=site, together=together)


def forms(*results: Result) -> dict[str, tuple[str, ...]]:
    """The wrong forms that *results* show."""
    return wrong_forms(results, (3, 13))


@pytest.mark.parametrize(
    ("text", "word"),
    [
        ("(*a, b)", "elements: StarredElement"),
        ("(a, b)", "elements: several"),
        ("R'a'", "prefix R"),
        ("r'\\d'", "backslash"),
        ("'\\N{DASH}'", "name of a character"),
        ("x.__doc__", "attr: Name: __doc__"),
        ("x.__y", "attr: Name: private"),
        ("12345678901", "long"),
        ("f(None)", "args: Arg: value: Name"),
    ],
)
def test_a_shape_has_words(text: str, word: str):
    assert word in shape_of(cst.parse_expression(text))


def test_suites_are_not_looked_into():
    one, other = (cst.parse_statement(f"if a:\n    {line}\n") for line in ("b = 1", "return [c]"))

    assert shape_of(one) == shape_of(other)


def test_what_only_the_wrong_site_has_is_the_wrong_form():
    found = forms(
        result("print((1, 2))\n"),
        result("print((1, 2), (*x, 1))\n", "tuple_display", site="1:16"),
    )

    assert found == {"tuple_display": ("elements: StarredElement", "elements: StarredElement: value: Name")}


def test_what_is_also_right_elsewhere_is_wrong_everywhere():
    found = forms(result("print((1, 2))\n"), result("print((3, 4))\n", "tuple_display", site="1:8"))

    assert found == {"tuple_display": ()}


def test_other_sites_of_a_wrong_program_are_right():
    found = forms(result("print((1, *x))\nprint((2, *x))\n", "tuple_display", site="2:8"))

    assert found == {"tuple_display": ()}


def test_of_those_that_go_together_each_has_its_own_words():
    found = forms(
        result("print(a.b)\nprint(c.d)\n"),
        result("def f():\n    'doc'\nprint(f.__doc__)\n", "attribute", "docstring"),
    )

    assert "attr: Name: __doc__" in found["attribute"]
    assert found["docstring"]


def test_without_words_of_its_own_it_goes_beside_another():
    found = forms(
        result("print(a.b)\nprint(c.d)\n"),
        result("def f():\n    'doc'\nprint(e.f)\n", "attribute", "docstring"),
    )

    assert found["attribute"] == (BESIDE,)


def test_of_several_that_each_repair_it_one_goes():
    found = forms(
        result("print(a.b)\nprint(c.d)\n"),
        result("def f():\n    'doc'\nprint(f.__doc__)\n", "attribute", "docstring", together=False),
    )

    assert len(found) == 1


def test_a_target_is_no_site():
    assert not [
        site for site in sites_in(result("(a, b) = x\n").case, (3, 13)) if site.rewrite == "tuple_display"
    ]


def test_lowering_takes_wrong_forms_only():
    lowering = Lowering(forms={"tuple_display": ("elements: StarredElement",)})

    code = desugar_source("x = 1, 2\ny = *a, 2\n", kinds=PLAIN, target=(3, 13), lowering=lowering).code

    assert "x = 1, 2\n" in code
    assert "y = *a" not in code


def test_lowering_takes_beside_another_what_stays_elsewhere():
    lowering = Lowering(constructs=("tuple_display",), forms={"attribute": (BESIDE,)})

    code = desugar_source("x = a.b\ny = c.d, 2\n", kinds=PLAIN, target=(3, 13), lowering=lowering).code

    assert "x = a.b\n" in code
    assert "c.d" not in code


def test_what_is_kept_stays_in_that_form_only():
    lowering = Lowering(constructs=("attribute",), kept={"attribute": ("attr: Name: __doc__",)})

    code = desugar_source("x = a.__doc__\ny = c.d\n", kinds=PLAIN, target=(3, 13), lowering=lowering).code

    assert "x = a.__doc__\n" in code
    assert "c.d" not in code


@pytest.mark.parametrize(
    "lowering",
    [
        Lowering(forms={"boolean_operation": ("left: BooleanOperation",)}),
        Lowering(constructs=("boolean_operation",), kept={"boolean_operation": ("left: Ellipsis",)}),
    ],
)
def test_what_stays_around_something_that_goes_is_opened(lowering: Lowering):
    text = "print((... and value) or name, (value or ...) and name)\n"

    code = desugar_source(text, kinds=PLAIN, target=(3, 13), lowering=lowering).code

    assert " or " not in code
