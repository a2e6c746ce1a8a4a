"""What is told of a program: where its constructs stand, what each becomes, and why."""

from __future__ import annotations

import sys
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

import pytest

from mvpy.explain.explaining import Wish, explained
from mvpy.explain.model import Opened, Site, Told
from mvpy.explain.opening import opened_at
from mvpy.explain.sites import AtSite, Found, sites_of
from mvpy.explain.source import Key, Source
from mvpy.machine.context import Context
from mvpy.machine.kinds import PLAIN
from mvpy.machine.rewrite import Rewrite, Rules
from mvpy.pipeline import Wanted, desugar_source, program_of, rewrites_in_order
from mvpy.rewrites import ORDER
from mvpy.system.deep import in_deep_thread

CORPUS = Path(__file__).parents[1] / "corpus"
MOST = 2  # sites of each construct that are looked at in one program


def first_program(rewrite: str) -> Path:
    """The first program of the corpus about *rewrite* that this Python reads."""
    return min((CORPUS / rewrite).glob("*.py"))


def told(text: str, rewrite: str, **wish: object) -> Told:
    """What is told of the construct of *rewrite* in *text*."""
    explanation = explained(text, wish=Wish(**wish))
    return next(one for one in explanation.constructs if one.rewrite == rewrite)


def after(site: Site) -> str:
    """What has become of the statements at *site*."""
    assert site.opened is not None
    return "\n".join(line.text for change in site.opened.changes for line in change.after)


def bare_lines(lines: list[str]) -> list[str]:
    """*lines* without indentation, and without blank ones."""
    return [line.strip() for line in lines if line.strip()]


def with_changes(text: str, opened: Opened) -> list[str]:
    """The lines of *text* with the changes that *opened* tells of."""
    lines, out, at = text.split("\n"), list[str](), 1
    for change in opened.changes:
        out += [*lines[at - 1 : change.line - 1], *(line.text for line in change.after)]
        at = change.line + len(change.before)
    return bare_lines([*out, *lines[at - 1 :]])


def without(lines: list[str], above: list[str]) -> list[str]:
    """*lines* but for the first place at which *above* stand among them."""
    at = next(n for n in range(len(lines) + 1) if lines[n : n + len(above)] == above)
    return lines[:at] + lines[at + len(above) :]


# --- what is shown is what happens ----------------------------------------------------------------


class SameSite(AtSite):
    """The site with *keys* in *known*, in another run, which has read the same text into a tree of its own."""

    def __init__(self, known: Source, rewrite: str, keys: tuple[Key, ...]) -> None:
        super().__init__(known, rewrite, keys)
        self.known, self.wanted = known, keys

    def rules(self, rewrite: Rewrite, cx: Context) -> Rules:
        self.find(cx)
        return super().rules(rewrite, cx)

    def opening_rules(self, other: Rewrite, rules: Rules, cx: Context) -> Rules:
        self.find(cx)
        return super().opening_rules(other, rules, cx)

    def find(self, cx: Context) -> None:
        """Find the nodes again."""
        self.source = Source(cx.program)
        ids = dict(zip(self.known.nodes, self.source.nodes, strict=True))
        self.keys = frozenset((ids[node], time) for node, time in self.wanted)
        self.site = ids[self.wanted[0][0]]


def some_sites(path: Path) -> Iterator[tuple[Source, Found, Opened]]:
    """(the source, a site, what is shown of it) for the first sites of each construct in the program at *path*."""
    order, text = rewrites_in_order(), path.read_text(encoding="utf-8")
    program, _ = program_of(Wanted(text, path.name, sys.version_info[:2], PLAIN), keeps_header=True)
    source, seen = Source(program), Counter[str]()
    for site in sites_of(source, order):
        seen[site.rewrite] += 1
        if seen[site.rewrite] <= MOST:
            yield source, site, opened_at(source, site, order, PLAIN)


@pytest.mark.parametrize("rewrite", ORDER)
def test_what_is_shown_is_what_a_run_of_that_rewrite_does_there(rewrite: str):
    path = first_program(rewrite)
    text = path.read_text(encoding="utf-8")

    def compare() -> None:
        for source, site, opened in some_sites(path):
            if opened.refused:
                continue
            chosen = SameSite(source, site.rewrite, (site.key, *site.helping))
            output = desugar_source(text, filename=path.name, only=[site.rewrite], kinds=PLAIN, chosen=chosen)
            lines = bare_lines(output.code.split("\n"))

            assert without(lines, bare_lines(list(opened.above))) == with_changes(text, opened), site.rewrite

    in_deep_thread(compare)
