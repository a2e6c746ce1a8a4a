"""A program, explained: which constructs are in it, what each becomes, and which facts matter there.

explanation = explained("with open(path) as file: use(file)")
print(explanation.constructs[0].account.title)
"""

from __future__ import annotations

import sys
from collections.abc import Sequence
from dataclasses import dataclass, replace

from mvpy.explain.exact import exact_at
from mvpy.explain.facts import account_of
from mvpy.explain.model import Explanation, Place, Site, Told
from mvpy.explain.opening import is_of_interest, opened_at
from mvpy.explain.relevance import facts_at
from mvpy.explain.sites import Found, construct_at, shown, sites_of
from mvpy.explain.source import Source
from mvpy.machine.kinds import PLAIN
from mvpy.machine.passes import Order
from mvpy.pipeline import Wanted, program_of, rewrites_in_order
from mvpy.system.deep import in_deep_thread


@dataclass(frozen=True)
class Wish:
    """What is to be told of a program.

    only    the rewrites whose constructs are told; without any all are
    lines   the first and the last line: sites that have nothing to do with these are not told
    every   whether each site is opened, and not only the first of each construct
    noise   whether that is so of those constructs, too, that a readable output keeps
    exact   whether the sites that are opened are told exactly, too
    """

    only: tuple[str, ...] = ()
    lines: tuple[int, int] | None = None
    every: bool = False
    noise: bool = False
    exact: bool = False

    def is_about(self, rewrite: str, lines: tuple[int, int]) -> bool:
        """Is the construct of *rewrite* on these *lines* to be told?"""
        if self.only and rewrite not in self.only:
            return False
        return self.lines is None or self.lines[0] <= lines[1] and lines[0] <= self.lines[1]


def explained(
    text: str,
    *,
    filename: str = "<string>",
    target: tuple[int, int] | None = None,
    wish: Wish = Wish(),
    submodules: Sequence[str] = (),
) -> Explanation:
    """The program *text*, called *filename*, explained as *wish* says for the Python *target*.

    *submodules* are those of the package whose `__init__.py` it is.

    Errors: SourceError for text that is not Python; InternalError where a rewrite failed; ContractError.
    """
    target = target or sys.version_info[:2]
    wanted = Wanted(text, filename, target, PLAIN, submodules=frozenset(submodules))
    return in_deep_thread(explanation, wanted, wish)


def explanation(wanted: Wanted, wish: Wish) -> Explanation:
    """`explained`; for deep programs the caller provides a large stack."""
    program, _ = program_of(wanted, keeps_header=True)
    source, order = Source(program), rewrites_in_order()
    found = sites_of(source, order)
    source.know((site.node, site.rewrite) for site in found)
    constructs: dict[str, list[Site]] = {}
    for number, one in enumerate(found, 1):
        if not wish.is_about(one.rewrite, source.own_lines(shown(one, order))):
            continue
        site, told = site_of(number, one, source, order), constructs.setdefault(one.rewrite, [])
        if not told or wish.every and (wish.noise or not is_quiet(one.rewrite, order)):
            site = opened(site, one, source, order, wish.exact)
        if site.opened is None or site.opened.changes or site.opened.refused:
            told.append(site)  # of the others, something around them has turned out to keep them
    kinds = (told_of(*item, order) for item in constructs.items() if item[1])
    return Explanation(
        wanted.filename,
        wanted.text,
        wanted.target,
        tuple(sorted(kinds, key=lambda told: told.sites[0].number)),
    )


def site_of(number: int, found: Found, source: Source, order: Order) -> Site:
    """What is known of a site before it is opened."""
    node, facts = shown(found, order), facts_at(found.rewrite, construct_at(found, order))
    return Site(number, found.rewrite, source.place(node), source.statement(node), facts)


def opened(site: Site, found: Found, source: Source, order: Order, exact: bool) -> Site:
    """*site*, with what becomes of it, and if wanted of an *exact* output."""
    plain = opened_at(source, found, order, PLAIN)
    site = replace(site, opened=plain)
    if exact:
        site = replace(site, exact=exact_at(source, found, order, plain, site.facts))
    if found.node is not source.module or not plain.changes or not (lines := plain.changes[0].before):
        return site
    # It concerns the whole program: what changes first is shown.
    place = Place(lines[0].source, 1, lines[-1].source, len(lines[-1].text) + 1)
    return replace(site, place=place, statement=(place.line, place.end_line))


def told_of(rewrite: str, sites: list[Site], order: Order) -> Told:
    """What is told of the construct of *rewrite*, which stands at *sites*."""
    return Told(rewrite, account_of(rewrite), tuple(sites), is_quiet(rewrite, order))


def is_quiet(rewrite: str, order: Order) -> bool:
    """Is the construct of *rewrite* layout only, or one that a readable output keeps?"""
    return not is_of_interest(order.named(rewrite).contract)
