"""`--for`: what a host does not read goes, site by site, and all else stays as it is written."""

from __future__ import annotations

import pytest

from mvpy.command.lowerings import lowering_of
from mvpy.errors import SourceError
from mvpy.machine.kinds import PLAIN
from mvpy.machine.lowering import Lowering
from mvpy.pipeline import desugar_source, newer_forms_in, rewrites_in_order, rewrites_that_lower
from mvpy.rewrites import NEW_CONSTRUCTS
from mvpy.rewrites.lowering import ORDER


def lowered(text: str, *version: int) -> str:
    """*text* for the CPython of this *version*."""
    return desugar_source(text, kinds=PLAIN, target=(3, 13), lowering=Lowering(version)).code


def test_what_the_host_reads_stays_byte_for_byte():
    text = "import os ;x=1 # so\n\n\n\nclass  A :\n  def f( self,  x):return(x) \n  y = [ *x,]\nwith a as b: pass\n"

    assert lowered(text, 3, 8) == text


def test_only_the_site_changes():
    text = (
        "class A:\n    x = ( 1 )\n    with (a as b, c as d,):  # so\n        y=1 ; z = 2\n\n\n\n    t = u\n"
    )

    assert lowered(text, 3, 8) == text.replace("with (a as b, c as d,):", "with a as b, c as d:")
    assert lowered(text, 3, 9) == text


ABOVE = """def f(a):
    # above

    x: T = 1, 2  # behind

    # above
    for y in *a, *a:  # behind
        pass

    # above
    with (a as b):  # behind
        # inside
        return 1, *a


# above
@decorator
# between
def g(a, /):  # behind
    pass
"""


def test_comments_stay_where_they_are():
    kept = [
        ("= 1, 2", "= (1, 2)"), ("in *a, *a", "in (*a, *a)"), ("(a as b)", "a as b"), ("1, *a", "(1, *a)"),
        ("(a, /)", "(a)"),
    ]  # fmt: skip
    expected = ABOVE
    for old, new in kept:
        expected = expected.replace(old, new)

    assert lowered(ABOVE, 3, 7) == expected


@pytest.mark.parametrize("version", [(3, 6), (3, 7)])
def test_templates_that_the_host_does_not_read_are_lowered_too(version: tuple[int, int]):
    text = 'match x:\n    case {"k": value}:\n        print(value)\n'

    assert ":=" in lowered(text, 3, 8)
    assert ":=" not in lowered(text, *version)


LOWERING = [
    (rewrite.name, form.since, *pair)
    for rewrite in rewrites_that_lower().rewrites[: len(ORDER)]
    for form in rewrite.contract.newer[:1]
    for pair in rewrite.examples
]


@pytest.mark.parametrize(("name", "since", "before", "after"), LOWERING, ids=[one[0] for one in LOWERING])
def test_the_examples_become_what_is_said(name: str, since: tuple[int, int], before: str, after: str):
    made = lowered(before, since[0], since[1] - 1)
    without_comments = "".join(line for line in made.splitlines(keepends=True) if line[0] != "#")

    assert without_comments.replace("\n\n\n", "\n\n").lstrip("\n") == after


@pytest.mark.parametrize("first", ["", "from __future__ import annotations\n"])
def test_annotations_that_nobody_evaluates_are_read_all_the_same(first: str):
    text = first + "x: A[*B]\ndef f(y: A[*B]):\n    z: A[*B] = f'{y!r }'\n"

    assert lowered(text, 3, 8) == text.replace("*B", "(*B,)").replace("r }", "r}")


def test_every_rewrite_that_lowers_says_for_which_hosts():
    order = rewrites_that_lower()

    assert all(order.named(name).contract.newer for name in order.lowering)


def test_what_a_host_cannot_be_given_is_refused_by_place():
    text = "def f(a):\n    b = [(yield a), (yield)]\n    return b\n"
    lowering = Lowering(lacks=("yield", "contexts"), host="mine")

    with pytest.raises(SourceError) as caught:
        desugar_source(text, filename="f.py", kinds=PLAIN, target=(3, 13), lowering=lowering)

    assert str(caught.value).startswith("f.py:2:11: mine has no `yield`\n")
    assert "also at 2:22" in str(caught.value)


def test_what_a_host_has_is_not_refused():
    lowering = Lowering(lacks=("yield", "contexts"), host="mine")

    assert not desugar_source("x = 1\n", kinds=PLAIN, target=(3, 13), lowering=lowering).changed


MATCHES = {  # what a case becomes
    "case 1 | 2:": "if x in (1, 2):",
    "case 1.0 | 2.0:": "if x == 1.0 or x == 2.0:",
    "case int(n):": "if isinstance(x, int):",
    "case int() | str():": "if isinstance(x, (int, str)):",
    "case Point(a=0):": 'if _is_instance(x, Point) and getattr(x, "a", _missing) == 0:',
    "case [a, b] if a > b:": "if _is_sequence(x) and len(x) == 2 and [a := x[0], b := x[1]] and a > b:",
    "case n if n > 1:": "if (n := x) > 1:",
    'case {"k": str()}:': 'if _is_mapping(x) and len(x) >= 1 and isinstance(x.get("k", _missing), str):',
    "case None:": "if x is None:",
}


@pytest.mark.parametrize("case", MATCHES)
def test_a_case_is_one_test(case: str):
    text = f"def f(x):\n    match x:\n        {case}\n            return 1\n"
    named = "n = x\n        " if case == "case int(n):" else ""

    assert lowered(text, 3, 8).endswith(f"def f(x):\n    {MATCHES[case]}\n        {named}return 1\n")


@pytest.mark.parametrize(
    "text",
    [
        "def f(x):\n    match x:\n        case [x] if x: return x\n",  # a case binds it
        "def f(x):\n    match x:\n        case 1 if (x := 2): return x\n",  # or a guard
        "def f(x):\n    def g():\n        nonlocal x\n        x = 1\n    match x:\n        case 1: return x\n",
        "match x:\n    case 1:\n        pass\n",  # a call could bind a global
        "def f():\n    match x:\n        case _: return 1\n    x = 1\n",  # it is not bound, which nobody would notice
    ],
)
def test_a_subject_that_may_change_is_kept(text: str):
    assert "_subject = x\n" in lowered(text, 3, 8)


POSITIONS = """
from dataclasses import dataclass, field
class Base: pass
@dataclass
class Point(Base):
    x: int
    y: int = field(default=0)
class Own:
    __match_args__ = ("x",)
def f(p):
    match p:
        case Point(1, y): return y
        case Own(x): return x
"""


def test_names_of_positions_are_read_off_the_class():
    code = lowered(POSITIONS, 3, 8)

    assert "_attributes_or_fields" not in code
    assert 'getattr(p, "y", _missing)' in code
    assert "_attributes_or_fields" in lowered(POSITIONS.replace("int\n", "ClassVar[int]\n"), 3, 8)
    assert "_attributes_or_fields" in lowered(POSITIONS + "Own.__match_args__ = ()\n", 3, 8)
    assert "_attributes_or_fields" in lowered(POSITIONS.replace("(Base)", "(Elsewhere)"), 3, 8)


@pytest.mark.parametrize(
    "change", ["Point = (int, str)\n", "def g():\n    global Point\n    Point = 1\n", ""]
)
def test_a_name_that_may_be_no_class_is_looked_at(change: str):
    text = f"class Point: pass\n{change}def f(p):\n    match p:\n        case Point(): return 1\n"

    assert ("_is_instance(p, Point)" in lowered(text, 3, 8)) == bool(change)


def test_what_the_library_of_the_host_lacks_is_not_taken_from_it():
    assert "TypeAliasType" not in lowered("type X = int\n", 3, 11)
    assert (
        "TypeAliasType"
        in desugar_source("type X = int\n", only=["type_statement"], kinds=PLAIN, target=(3, 13)).code
    )


def test_suites_on_the_line_of_their_header_may_stand_in_a_loop():
    text = 'while x:\n    try: f("a")\n    except E: break\n    print((1, 2))\n'
    lowering = Lowering(constructs=("string_literal", "tuple_display"))

    code = desugar_source(text, kinds=PLAIN, target=(3, 13), lowering=lowering).code

    assert "    except E: break\n" in code
    assert '"a"' not in code


def test_the_constructs_that_are_new_as_a_whole_are_those_of_the_contracts():
    whole = {
        rewrite.name: form.since
        for rewrite in rewrites_in_order().rewrites
        for form in rewrite.contract.newer
        if not form.kinds and form.such is None and form.since > (3, 7)
    }

    assert whole == NEW_CONSTRUCTS


def test_what_is_newer_than_the_python_of_a_profile_goes_with_it():
    program = "match x:\n    case 1: pass\n"
    compared = lowering_of({"constructs": {}, "oracle": "CPython 3.8.18, recorded"}, "mine.toml")
    newer = lowering_of({"constructs": {}, "oracle": "CPython 3.13.0"}, "mine.toml")

    assert "match_statement" in compared.constructs
    assert [form.line for form in newer_forms_in(program, "program", compared, (3, 13))] == [1]
    assert "match_statement" not in newer.constructs and "lazy_import" in newer.constructs
    assert not lowering_of(
        {"constructs": {"match_statement": "right"}, "oracle": "3.8"}, "mine.toml"
    ).enabled(rewrites_in_order()) & {"match_statement"}


def test_a_pattern_without_a_plus_is_no_site_of_it():
    program = "match x:\n    case 1 | {2: -3}: pass\n"

    assert desugar_source(program, target=(3, 13), kinds=PLAIN, lowering=Lowering((3, 14))).sites == []
