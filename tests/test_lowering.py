"""`--for`: what a host does not read goes, site by site, and all else stays as it is written."""

from __future__ import annotations

import pytest

from mvpy.errors import SourceError
from mvpy.machine.kinds import PLAIN
from mvpy.machine.lowering import Lowering
from mvpy.pipeline import desugar_source, rewrites_that_lower


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


@pytest.mark.parametrize("version", [(3, 6), (3, 7)])
def test_templates_that_the_host_does_not_read_are_lowered_too(version: tuple[int, int]):
    text = "match x:\n    case [1, *rest]:\n        print(rest)\n"

    assert ":=" in lowered(text, 3, 8)
    assert ":=" not in lowered(text, *version)


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
