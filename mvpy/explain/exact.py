"""What an exact output adds to a plain one at a site, and which facts are the reason.

Each kind of difference that the rewrite has facts of is a switch of its own: the site is opened once with that kind
only, and what is new then is there for its sake.  What only all of them together bring stands for all.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from difflib import SequenceMatcher

from mvpy.explain.facts import Fact, account_of
from mvpy.explain.model import Addition, Exact, Opened
from mvpy.explain.opening import opened_at
from mvpy.explain.sites import Found
from mvpy.explain.source import Source
from mvpy.machine.kinds import EXACT, KINDS, PLAIN
from mvpy.machine.passes import Order


def exact_at(source: Source, site: Found, order: Order, plain: Opened, here: Sequence[Fact]) -> Exact:
    """The exact form of *source* without the construct of *site*, where the facts *here* matter.

    It says what it adds to the *plain* form.
    """
    exact = opened_at(source, site, order, EXACT)
    facts = account_of(site.rewrite).exactly
    lines = lines_after(plain)
    by_kind = {
        kind: new_lines(lines, lines_after(opened_at(source, site, order, PLAIN | {kind})))
        for kind in kinds_of(facts)
    }
    needed: dict[tuple[str, ...], list[str]] = {}
    for line in added(lines, lines_after(exact)):
        reasons = tuple(kind for kind, new in by_kind.items() if line in new) or tuple(by_kind)
        needed.setdefault(reasons, []).append(line)
    return Exact(exact, tuple(addition(new, kinds, facts, here) for kinds, new in needed.items()))


def kinds_of(facts: Sequence[Fact]) -> list[str]:
    """The kinds of difference that *facts* are about, in the order of all kinds."""
    said = {kind for fact in facts for kind in fact.kind.split(", ") if kind}
    return [kind for kind in KINDS if kind in said]


def lines_after(opened: Opened) -> list[str]:
    """All lines that have come, without their indentation: what holds them may be another statement."""
    return [line.text.strip() for change in opened.changes for line in change.after if line.text.strip()]


def new_lines(plain: Sequence[str], other: Sequence[str]) -> set[str]:
    """The lines of *other* that are not in *plain*."""
    return set(other) - set(plain)


def added(plain: Sequence[str], exact: Sequence[str]) -> Iterator[str]:
    """The lines of *exact* that are not in *plain*, from the top."""
    for what, _, _, start, end in SequenceMatcher(None, plain, exact, autojunk=False).get_opcodes():
        if what in ("insert", "replace"):
            yield from exact[start:end]


def addition(
    lines: Sequence[str], kinds: Sequence[str], facts: Sequence[Fact], here: Sequence[Fact]
) -> Addition:
    """The *lines*, which *kinds* of difference need, and those of *facts* that speak of these, and matter *here*."""
    spoken = [fact for fact in facts if set(fact.kind.split(", ")) & set(kinds)]
    return Addition(tuple(lines), tuple(kinds), tuple([fact for fact in spoken if fact in here] or spoken))
