"""Any order that fits the contracts, and any choice of rewrites, does what the usual one does."""

from __future__ import annotations

from functools import cache
from pathlib import Path
from random import Random

import pytest
from behaviour import compiles_here, difference, target_for, text_of
from hypothesis import HealthCheck, given, settings, strategies as st

from mvpy.machine.applying import Watch
from mvpy.machine.kinds import EXACT
from mvpy.machine.leavings import check_leavings, leavings
from mvpy.machine.passes import Order, Passes
from mvpy.pipeline import Wanted, desugared as run, rewrites_in_order
from mvpy.system.deep import in_deep_thread
from mvpy.verification import close_sessions

CORPUS = Path(__file__).parents[1] / "corpus"
MOST_BYTES = 1500  # of a program: orders are many
ORDER = rewrites_in_order()


def differs_on_purpose(path: Path) -> bool:
    return "# Differs:" in path.read_text(encoding="utf-8", errors="replace")[:300]


PROGRAMS = [
    path
    for path in sorted(CORPUS.glob("*/*.py"))
    if path.parent.name in ORDER.names
    and path.stat().st_size <= MOST_BYTES
    and compiles_here(path)  # what is left of a choice of rewrites is as new as the program
    and not differs_on_purpose(path)
]


@pytest.fixture(scope="module", autouse=True)
def no_interpreter_outlives_this_file():
    yield
    close_sessions()


@cache
def must_come_before() -> dict[str, frozenset[str]]:
    """For each rewrite those that must have run: for a reason that it says, or since they leave its construct."""
    before = {one.name: set(one.contract.after) for one in ORDER.rewrites}
    first = [one.name for one in ORDER.rewrites if one.contract.first]
    for one in ORDER.rewrites:
        for other in leavings(one, ORDER):
            before[other].add(one.name)
        if not one.contract.first:
            before[one.name] |= set(first)
        for other in takers_of_all(one.name):
            before[other].add(one.name)
    return {name: frozenset(names) for name, names in before.items()}


def takers_of_all(name: str) -> list[str]:
    """Those that leave nothing to the rewrite *name*: they remove all nodes of a kind, of which it removes some."""
    kinds = ORDER.named(name).contract.removes.kinds
    wholly = [one for one in ORDER.rewrites if one.contract.removes.such is None and one.name != name]
    found = [[one.name for one in wholly if kind in one.contract.removes.kinds] for kind in kinds]
    return found[-1] if found and all(found) else []


def legal_order(choose: Random) -> Order:
    """An order in which everything that must come before does."""
    left, names = list(ORDER.names), []
    while left:
        ready = [name for name in left if not must_come_before()[name] & set(left)]
        names.append(choose.choice(ready))
        left.remove(names[-1])
    return Order([ORDER.named(name) for name in names])


def desugared(path: Path, passes: Passes) -> str:
    """What becomes of the program at *path*."""
    wanted = Wanted(text_of(path), str(path), target_for(path), EXACT)
    return in_deep_thread(run, wanted, passes, "core" if passes.is_core else "", Watch()).code


@cache
def usual(path: Path) -> str:
    return desugared(path, Passes(ORDER, frozenset(ORDER.names)))


def test_the_orders_are_many():
    orders = {legal_order(Random(seed)).names for seed in range(20)}

    assert len(orders) == 20
    for seed in range(3):
        check_leavings(legal_order(Random(seed)))


@settings(
    max_examples=150, deadline=None, derandomize=True, suppress_health_check=list(HealthCheck), database=None
)
@given(st.sampled_from(PROGRAMS), st.integers(0, 2**32))
def test_every_legal_order_does_the_same(path: Path, seed: int):
    code = desugared(path, Passes(legal_order(Random(seed)), frozenset(ORDER.names)))

    assert code == usual(path) or difference(path, code) == ""


@settings(
    max_examples=100, deadline=None, derandomize=True, suppress_health_check=list(HealthCheck), database=None
)
@given(st.sampled_from(PROGRAMS), st.integers(0, 2**32))
def test_every_choice_of_rewrites_does_the_same(path: Path, seed: int):
    choose = Random(seed)
    chosen = frozenset(name for name in ORDER.names if choose.random() < choose.choice((0.2, 0.5, 0.8)))
    order = legal_order(choose) if choose.random() < 0.5 else ORDER
    code = desugared(path, Passes(order, chosen | {"deep_nesting"}))

    assert code == usual(path) or difference(path, code) == ""
