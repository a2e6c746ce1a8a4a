"""`--for`: what a host does not read goes, site by site, and all else stays as it is written."""

from __future__ import annotations

import pytest

from mvpy.machine.kinds import PLAIN
from mvpy.machine.lowering import Lowering
from mvpy.pipeline import desugar_source, rewrites_that_lower
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
    text = "match x:\n    case [1, *rest]:\n        print(rest)\n"

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
