"""Each site of a program as the user's own lines, which open in their place to what they become."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from mvpy.conform.page.words import lines, sentence, words
from mvpy.explain.model import Explanation, Line, Opened, Place, Site
from mvpy.explain.page.constructs import fact_link
from mvpy.explain.rewrite_words import title_of
from mvpy.tree.positions import lines_of

MOST = 8  # the user's lines that are shown before a site is opened


@dataclass
class Nest:
    """A *site*, and those *inside*; *is it the first* of its construct?"""

    site: Site
    is_first: bool
    inside: list[Nest] = field(default_factory=list)


def sites(explanation: Explanation) -> Iterator[str]:
    """All sites that have been opened, those inside of others in these."""
    source = lines_of(explanation.text)
    found = nested([site for site in explanation.sites if site.opened and site.opened.changes])
    needed: dict[tuple[str, ...], int] = {}
    for nest in found:
        yield from shown(nest, source, needed)
    if not found:
        yield "<p>There is nothing to open: the program is in the ten constructs already.</p>"


def nested(some: Sequence[Site]) -> list[Nest]:
    """The sites *some*, which are in the order of the source, each in that around it."""
    top: list[Nest] = []
    around: list[Nest] = []
    seen: set[str] = set()
    for site in some:
        while around and not holds(around[-1].site.place, site.place):
            around.pop()
        nest = Nest(site, site.rewrite not in seen)
        seen.add(site.rewrite)
        (around[-1].inside if around else top).append(nest)
        around.append(nest)
    return top


def holds(outer: Place, inner: Place) -> bool:
    """Does *outer* hold *inner*, and more?"""
    begins = (outer.line, outer.column) <= (inner.line, inner.column)
    return (
        outer != inner and begins and (inner.end_line, inner.end_column) <= (outer.end_line, outer.end_column)
    )


def shown(nest: Nest, source: Sequence[str], needed: dict[tuple[str, ...], int]) -> Iterator[str]:
    """The element of a site; *source* are the lines of the program, *needed* what sites before need above it."""
    site = nest.site
    assert site.opened is not None
    yield (
        f'<details class="site" id="site-{site.number}" data-at="{at(site.place)}"><summary><span class="what">{sentence(short(site))}</span> '
        f'<small><code>{site.rewrite}</code>, line {site.place.line}</small><code class="own">{own_lines(site, source)}</code></summary>'
        f'<div class="opened"><p class="label">{becomes(site.opened)}</p>'
    )
    for change in site.opened.changes:
        if change.after:
            yield f'<pre class="after" tabindex="0">{"".join(map(new_line, change.after))}</pre>'
    yield from needs(site, needed)
    yield from facts(site, nest.is_first)
    if nest.inside:
        yield '<div class="inside"><p class="label">Inside of it</p>'
        for inner in nest.inside:
            yield from shown(inner, source, needed)
        yield "</div>"
    yield "</div></details>"


def at(place: Place) -> str:
    """*place*, as the script looks for it."""
    return f"{place.line}:{place.column}:{place.end_line}:{place.end_column}"


def short(site: Site) -> str:
    """What the construct of *site* is called: its title up to the colon."""
    return title_of(site.rewrite).partition(":")[0]


def own_lines(site: Site, source: Sequence[str]) -> str:
    """The user's own lines of *site*, as many as are good to see, with the construct marked in a line that has more."""
    place = site.place
    found = source[place.line - 1 : place.end_line]
    margin = min((len(text) - len(text.lstrip()) for text in found if text.strip()), default=0)
    if place.line == place.end_line:
        (text,) = found
        before, own, after = (
            text[: place.column - 1],
            text[place.column - 1 : place.end_column - 1],
            text[place.end_column - 1 :],
        )
        if (before + after).strip():
            return f"{lines(before[margin:])}<mark>{lines(own)}</mark>{lines(after)}"
    more = ["…"] if len(found) > MOST else []
    return lines("\n".join([*(text[margin:] for text in found[:MOST]), *more]))


def becomes(opened: Opened) -> str:
    """What is said above what a site becomes."""
    after = any(change.after for change in opened.changes)
    said = ["becomes" if after else "goes"]
    for verb, names in (("opens {} with it", opened.opens), ("leaves the rest to {}", opened.leaves)):
        if names:
            said.append(verb.format(", ".join(f"<code>{words(name)}</code>" for name in names)))
    return ", and ".join(said)


def new_line(line: Line) -> str:
    """A *line* of what a site becomes; those that are the user's own are not marked."""
    text = lines(line.text) + "\n"
    return text if line.kept or not line.text.strip() else f"<b>{text}</b>"


def needs(site: Site, needed: dict[tuple[str, ...], int]) -> Iterator[str]:
    """What comes to stand above the program because of *site*; what was *needed* before is there, and here a link to it."""
    opened = site.opened
    if opened is None or not opened.above:
        return
    names = f": {', '.join(opened.helpers)}" if opened.helpers else ""
    said = f"It needs, above the program{words(names)}"
    before = needed.setdefault(opened.above, site.number)
    if before != site.number:
        yield f'<p class="needs">{said} <a href="#needs-{before}">as above</a></p>'
        return
    text = lines("\n".join(opened.above))
    yield f'<details class="needs" id="needs-{before}"><summary>{said}</summary><pre tabindex="0">{text}</pre></details>'


def facts(site: Site, is_first: bool) -> Iterator[str]:
    """The facts that matter at *site*: in words where it *is the first* of its construct, elsewhere as links."""
    found = [fact for fact in site.facts if fact.section == "Meaning"]
    if not found:
        return
    yield f'<div class="facts"><p class="label">What matters here <a href="#construct-{site.rewrite}">all of it</a></p>'
    if is_first:
        items = (f"<li>{fact_link(fact)} {sentence(fact.text)}</li>" for fact in found)
        yield f"<ul>{''.join(items)}</ul></div>"
    else:
        yield f"<p>{', '.join(map(fact_link, found))}</p></div>"
