"""A lowering that fits an interpreter: what it breaks is mended, what it misses is found, and each change is measured.

The programs here are tables of what an interpreter does: for the constructs that stay, is it right?
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from types import SimpleNamespace

from mvpy.conform.fitting import difference, fitted
from mvpy.conform.lowered_programs import Lowered
from mvpy.conform.wrong_forms import Site
from mvpy.machine.lowering import Lowering

GONE = frozenset[str]


@dataclass
class Program:
    """A program with sites of constructs, each with its shape; *right* says of the constructs that go if it is right then."""

    shapes: dict[str, str]
    right: Callable[[GONE], bool]
    length: int = 1  # in lines, which are all touched
    case: SimpleNamespace = field(default_factory=lambda: SimpleNamespace(name=""))

    @property
    def result(self) -> SimpleNamespace:
        """What it does as it is."""
        return SimpleNamespace(is_right=self.right(frozenset()))

    @property
    def sites(self) -> list[Site]:
        """Its sites."""
        return [Site(name, "1:1", frozenset(words.split())) for name, words in self.shapes.items()]

    def lowered(self, lowering: Lowering) -> Lowered:
        """What comes out."""
        gone = frozenset(site.rewrite for site in self.sites if lowering.is_wrong(site.rewrite, site.shape))
        return Lowered(self.right(gone), gone, len(gone) * self.length)

    def lines(self, lowering: Lowering) -> int:
        """How many lines are touched."""
        return self.lowered(lowering).lines


def fit(lowering: Lowering, **programs: Program) -> Lowering:
    """The lowering that fits a host with these *programs*."""
    for name, program in programs.items():
        program.case.name = name
    return fitted(programs, lowering)


def test_what_breaks_a_right_program_stays_everywhere():
    found = fit(
        Lowering(constructs=("attribute", "subscription")),
        right=Program({"attribute": "name"}, lambda gone: "attribute" not in gone),
        wrong=Program({"subscription": "index"}, lambda gone: "subscription" in gone),
    )

    assert (found.constructs, dict(found.kept)) == (("subscription",), {"attribute": ()})


def test_it_stays_only_in_forms_that_no_repaired_program_has():
    found = fit(
        Lowering(constructs=("attribute",)),
        right=Program({"attribute": "name of_call"}, lambda gone: not gone),
        wrong=Program({"attribute": "name of_name"}, bool),
    )

    assert (found.constructs, dict(found.kept)) == (("attribute",), {"attribute": ("of_call",)})


def test_of_two_that_may_stay_it_is_the_one_that_repairs_less():
    found = fit(
        Lowering(constructs=("attribute", "subscription")),
        right=Program({"attribute": "name", "subscription": "index"}, lambda gone: len(gone) != 2),
        one=Program({"subscription": "index"}, bool),
        two=Program({"subscription": "index"}, bool),
        three=Program({"attribute": "name"}, bool),
    )

    assert found.constructs == ("subscription",)


def test_those_stay_together_that_break_it_each_alone():
    found = fit(
        Lowering(constructs=("attribute", "subscription")),
        right=Program({"attribute": "name", "subscription": "index"}, lambda gone: not gone),
    )

    assert found.names == ()


def test_more_goes_where_that_mends_a_program_and_repairs_others():
    found = fit(
        Lowering(constructs=("docstring",)),
        right=Program({"docstring": "text", "attribute": "name __doc__"}, lambda gone: len(gone) != 1),
        other=Program({"attribute": "name"}, lambda gone: not gone),
        wrong=Program({"docstring": "text", "attribute": "name __doc__"}, lambda gone: len(gone) == 2),
    )

    assert (found.constructs, found.forms) == (("docstring",), {"attribute": ("__doc__",)})


def test_nothing_goes_for_a_repair_that_would_break_another():
    found = fit(
        Lowering(constructs=("docstring",)),
        right=Program({"attribute": "name"}, lambda gone: not gone),
        wrong=Program({"attribute": "name"}, bool),
    )

    assert found.names == ("docstring",)


def test_a_change_is_told_in_words():
    old = Lowering(constructs=("attribute", "docstring"), forms={"subscription": ("a",)})
    new = old.without(["docstring"]).with_forms("subscription", ["b"]).with_kept("attribute", ["c"])

    assert difference(old, new) == "docstring stays, subscription goes in ['b'], attribute stays in ['c']"


def test_what_stays_everywhere_may_go_in_some_forms_at_last():
    found = fit(
        Lowering(constructs=("attribute",)),
        right=Program({"attribute": "name"}, lambda gone: not gone),
        wrong=Program({"attribute": "name __doc__"}, bool),
    )

    assert (found.forms, dict(found.kept)) == ({"attribute": ("__doc__",)}, {})


def test_more_may_go_of_several_constructs_together():
    found = fit(
        Lowering(),
        right=Program({"attribute": "name", "docstring": "text"}, lambda gone: not gone),
        wrong=Program(
            {"attribute": "name __doc__", "docstring": "text raw", "subscription": "index"},
            lambda gone: gone >= {"attribute", "docstring"},
        ),
    )

    assert found.forms == {"attribute": ("__doc__",), "docstring": ("raw",)}


def test_of_those_that_stay_together_are_not_those_that_repair_most():
    def is_right(gone: GONE) -> bool:
        return not gone or gone == {"attribute"}

    found = fit(
        Lowering(constructs=("attribute", "docstring", "subscription")),
        right=Program({"attribute": "a", "docstring": "b", "subscription": "c"}, is_right),
        wrong=Program({"attribute": "a"}, bool),
    )

    assert found.names == ("attribute",)


class NowAndThen(Program):
    """A program that is wrong as it is, and when it is lowered for the first time, and never again."""

    times = 0

    def lowered(self, lowering: Lowering) -> Lowered:
        """What comes out."""
        self.times += 1
        return Lowered(self.times > 1, super().lowered(lowering).at_work, 0)


def test_what_is_right_at_another_try_says_nothing_of_its_constructs():
    found = fit(Lowering(), program=NowAndThen({"attribute": ""}, lambda gone: False))

    assert dict(found.forms) == {}


def test_what_touches_much_and_repairs_little_stays():
    long = Program({"string_literal": "text"}, lambda gone: True, length=1000)
    small = Program({"string_literal": "text"}, lambda gone: bool(gone))

    assert fit(Lowering(constructs=("string_literal",)), long=long, small=small).constructs == ()
    assert fit(Lowering(constructs=("string_literal",)), small=small).constructs == ("string_literal",)


def test_it_goes_in_forms_that_those_have_which_it_repairs():
    found = fit(
        Lowering(constructs=("string_literal",)),
        long=Program({"string_literal": "text"}, lambda gone: True, length=1000),
        small=Program({"string_literal": "text nul"}, lambda gone: bool(gone)),
    )

    assert (found.constructs, found.forms) == ((), {"string_literal": ("nul",)})


def test_nothing_is_spared_that_repairs_much():
    programs = {f"p{n}": Program({"string_literal": "text"}, bool, length=50) for n in range(5)}

    assert fit(Lowering(constructs=("string_literal",)), **programs).constructs == ("string_literal",)
