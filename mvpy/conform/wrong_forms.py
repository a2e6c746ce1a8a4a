"""In which forms of a construct an interpreter is wrong, as the runs of programs have shown.

    wrong_forms(results, target)    {"tuple_display": ("elements: StarredElement",), "with_statement": ()}

The site of a construct that is blamed is compared with all sites that are known to be right: what only the wrong one has
makes the wrong form, see `mvpy.machine.shapes`.  Where it has nothing of its own, the construct is wrong everywhere: no
forms.  Constructs that are blamed together with others, and have to go only where one of those goes, have the form
`BESIDE`.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass, field
from typing import Any

import libcst as cst

from mvpy.conform.results import Case, Result
from mvpy.errors import MVPyError
from mvpy.machine.applying import applied
from mvpy.machine.context import Context
from mvpy.machine.kinds import PLAIN
from mvpy.machine.lowering import BESIDE
from mvpy.machine.occurrences import place_of, positions
from mvpy.machine.passes import Passes
from mvpy.machine.program import Program
from mvpy.machine.rewrite import Rewrite, Rule
from mvpy.machine.shapes import shape_of
from mvpy.pipeline import rewrites_in_order
from mvpy.reading.program import read_program
from mvpy.system.deep import in_deep_thread
from mvpy.tree.positions import statement_lines

Shape = frozenset[str]


@dataclass(frozen=True)
class Site:
    """Where the rewrite of a construct is at work in a program, *written* as reports have it, and the *shape* there."""

    rewrite: str
    written: str
    shape: Shape


@dataclass
class Evidence:
    """What is known of each construct: the words of the shapes that are *right*, and how many sites of it are."""

    right: defaultdict[str, set[str]] = field(default_factory=lambda: defaultdict(set))
    count: Counter[str] = field(default_factory=Counter)

    def enter(self, site: Site) -> None:
        """*site* is right."""
        self.right[site.rewrite] |= site.shape
        self.count[site.rewrite] += 1

    def own(self, sites: Sequence[Site], are_known: bool) -> set[str]:
        """The words that only wrong *sites* of a construct have; empty if one that is known to be wrong has none.

        If it is not known which of them is wrong, it is one that has such words, if there is one.
        """
        found = [site.shape - self.right[site.rewrite] for site in sites]
        return set[str]().union(*found) if all(found) or not are_known else set()


def wrong_forms(results: Sequence[Result], target: tuple[int, int]) -> dict[str, tuple[str, ...]]:
    """The constructs that *results* blame, each with the forms in which it is wrong; none where it is so everywhere."""
    known = {result.case.name: sites_in(result.case, target) for result in results if is_evidence(result)}
    blamed = [result for result in results if result.verdict == "construct" and result.case.name in known]
    evidence = Evidence()
    for result in results:
        for site in known.get(result.case.name, ()):
            if result.verdict == "right" or is_right(site, result):
                evidence.enter(site)
    forms = WrongForms(evidence)
    for result in sorted(blamed, key=lambda result: (result.together, len(result.blame))):
        forms.enter_all(result, known[result.case.name])
    return forms.found()


@dataclass
class WrongForms:
    """The forms in which constructs are wrong, so far; or that they are so everywhere."""

    evidence: Evidence
    forms: dict[str, set[str]] = field(default_factory=dict)
    everywhere: set[str] = field(default_factory=set)

    def enter_all(self, result: Result, sites: Sequence[Site]) -> None:
        """What *result* blames, in a program that has *sites*: one construct goes, and takes those with it that have to."""
        if result.together:
            for construct in result.blame:
                own = self.own(construct, result, sites)
                self.forms.setdefault(construct, set()).update(own or {BESIDE})
        if not any(map(self.goes, (site for site in sites if site.rewrite in result.blame))):
            first = min(result.blame, key=lambda name: self.cost(name, result, sites))
            self.enter(first, result, sites)

    def goes(self, site: Site) -> bool:
        """Is *site* one that is known to be wrong by itself?"""
        return site.rewrite in self.everywhere or bool(site.shape & self.forms.get(site.rewrite, set()))

    def cost(self, construct: str, result: Result, sites: Sequence[Site]) -> tuple[bool, int]:
        """How much goes besides if *construct* does: everything, or only some forms, and how many sites there are."""
        return not self.own(construct, result, sites), self.evidence.count[construct]

    def own(self, construct: str, result: Result, sites: Sequence[Site]) -> set[str]:
        """The words that the wrong sites of *construct* have for themselves."""
        wrong = [site for site in sites if site.rewrite == construct]
        named = [site for site in wrong if construct == result.blame[0] and is_blamed(site, result)]
        return self.evidence.own(named or wrong, bool(named))

    def enter(self, construct: str, result: Result, sites: Sequence[Site]) -> None:
        """*construct* is wrong, as *result* shows."""
        own = self.own(construct, result, sites)
        self.forms.setdefault(construct, set()).update(own)
        if not own:
            self.everywhere.add(construct)

    def found(self) -> dict[str, tuple[str, ...]]:
        """The constructs with their forms; without any if they are wrong everywhere."""
        return {
            name: () if name in self.everywhere else tuple(sorted(forms))
            for name, forms in sorted(self.forms.items())
        }


def is_evidence(result: Result) -> bool:
    """Does *result* tell something about constructs?"""
    return result.verdict in ("right", "construct")


def is_right(site: Site, result: Result) -> bool:
    """Is *site*, in a program with the wrong *result*, known not to be to blame: because another is?"""
    alone = len(result.blame) == 1 and result.verdict == "construct"
    return alone and (site.rewrite != result.blame[0] or bool(result.site) and not is_blamed(site, result))


def is_blamed(site: Site, result: Result) -> bool:
    """Is *site* among those that *result* names?"""
    return site.written in result.site.split(", ")


# --- the sites of a program -----------------------------------------------------------------------


def sites_in(case: Case, target: tuple[int, int]) -> list[Site]:
    """All sites in the program *case* at which a rewrite is at work."""
    return in_deep_thread(found_in, case, target)


def found_in(case: Case, target: tuple[int, int]) -> list[Site]:
    """`sites_in`; the caller provides a large stack."""
    order = rewrites_in_order()
    try:
        module, _ = read_program(case.text, case.path.name, target)
    except MVPyError:
        return []
    program = Program(module, target, case.path.name, case.text, statement_lines(module), kinds=PLAIN)
    known = positions(module)
    found: list[Site] = []
    for rewrite in order.rewrites:
        cx = Context(program, Passes(order, frozenset([rewrite.name])))
        cx.current_rewrite = rewrite.name
        rules = {kind: list(recording(rewrite, rules, known, found)) for kind, rules in rewrite.rules.items()}
        with suppress(
            MVPyError
        ):  # it cannot stand alone, which is nothing that an interpreter could be wrong in
            applied(rewrite, module, cx, rules=rules)
    return found


def recording(
    rewrite: Rewrite, rules: Sequence[Rule], known: Mapping[int, tuple[int, int]], found: list[Site]
) -> Iterator[Rule]:
    """The *rules* of *rewrite*, which leave all as it is, and enter where they are at work."""
    for rule in rules:

        def record(node: Any, cx: Context, rule: Rule = rule) -> None:
            if rule(node, cx) is not None:
                place = place_of(node, known, cx)
                written = f"{place.line}:{place.column}" if place.column else f"{place.line}"
                shape = frozenset[str]() if isinstance(node, cst.Module) else shape_of(node)
                found.append(Site(rewrite.name, written, shape))

        yield record
