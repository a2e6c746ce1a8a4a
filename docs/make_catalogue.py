"""Write docs/rewrites.md, the catalogue of the rewrites, from their docstrings and contracts.

    python docs/make_catalogue.py

These are the truth; this file gives them a page. `tests/test_docs.py` fails when the page is old.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from pathlib import Path
from textwrap import dedent

import mvpy.rewrites
from mvpy.explain.facts import HEADING, Fact, account_of
from mvpy.explain.links import links_in
from mvpy.machine.leavings import leavings
from mvpy.machine.rewrite import Rewrite
from mvpy.pipeline import rewrites_in_order

CATALOGUE = Path(__file__).with_name("rewrites.md")
ORDER_FILE = Path(mvpy.rewrites.__file__)
ENTRY = re.compile(r'^    (?:# (?P<comment>.*)|"(?P<name>\w+)",)$', re.MULTILINE)

OPENING = """\
# The rewrites

One rewrite takes one construct away. They run in the order of this page, and each may use only what a later
one takes away. *Opens* names the constructs that are opened too, when only some rewrites are asked for and
the construct stands inside. The examples are run by the tests, and so are the programs that show the facts.

*Contract* is what the rewrite promises to the others, and what the tests hold it to: the construct that is gone when it has
run; why it runs after some others; at which level its construct stays; and what it may leave for others.

This page is written by `python docs/make_catalogue.py` from the docstrings and contracts in `rewrites/`. Change those, not
this. The same words are at hand as `mvpy rewrites NAME`. [The grammar](grammar.md) says which rewrite takes which syntax.
"""


def main() -> None:
    """Write the page."""
    CATALOGUE.write_text(catalogue(), encoding="utf-8")


def catalogue() -> str:
    """The whole page."""
    parts = [OPENING, *contents()]
    for heading, words, names in chapters():
        parts += [f"## {heading}", words]
        parts += [entry(rewrites_in_order().named(name)) for name in names]
    return "\n\n".join(part.strip() for part in parts) + "\n"


def contents() -> Iterator[str]:
    """The chapters with their rewrites, as links."""
    for heading, _, names in chapters():
        yield f"**{heading}**: " + ", ".join(f"[{name}](#{name})" for name in names)


def chapters() -> list[tuple[str, str, list[str]]]:
    """(heading, sentence, names) for each chapter: the comments in ORDER begin them."""
    found: list[tuple[str, str, list[str]]] = []
    for match in ENTRY.finditer(ORDER_FILE.read_text(encoding="utf-8")):
        if match["comment"]:
            found.append((re.split(r"[:,.]", match["comment"])[0], match["comment"], []))
        else:
            found[-1][2].append(match["name"])
    return found


def entry(rewrite: Rewrite) -> str:
    """What the page says about one rewrite."""
    doc = (rewrite.module.__doc__ or "") + "\n"
    parts = [f"### {rewrite.name}", rewrite.title]
    for before, after in rewrite.examples:
        parts += [fenced(before), "becomes", fenced(after)]
    for heading, text in sections(doc):
        facts = [fact for fact in account_of(rewrite.name).facts if fact.section == heading]
        parts += listed(heading, facts) if facts else said(heading, text)
    return "\n\n".join([*parts, promised(rewrite)])


def promised(rewrite: Rewrite) -> str:
    """What the contract of *rewrite* says, and what follows from it."""
    contract, order = rewrite.contract, rewrites_in_order()
    said = [f"removes `{contract.removes.name}`"]
    if contract.since > (3, 8):
        said.append("for Python {}.{} and later".format(*contract.since))
    if contract.first:
        said.append(f"runs before all others: {contract.first}")
    said += [f"runs after {link(name)}: {reason}" for name, reason in contract.after.items()]
    said += [f"opens {link(one.rewrite)}: {one.because}" for one in contract.opens]
    said += [f"does not run for `{level}`" for level in contract.stays_at]
    if left := sorted(leavings(rewrite, order), key=order.number.__getitem__):
        said.append(f"may leave what these remove: {', '.join(map(link, left))}")
    return "*Contract*: " + "; ".join(said) + "."


def link(name: str) -> str:
    """The rewrite *name*, as a link to its entry."""
    return f"[{name}](#{name})"


def sections(doc: str) -> Iterator[tuple[str, str]]:
    """The sections of the docstring *doc*: heading and text, as the form has them."""
    _, *pairs = HEADING.split(doc)
    for heading, text in zip(pairs[::2], pairs[1::2], strict=True):
        yield heading, dedent(text).strip("\n")


def said(heading: str, text: str) -> Sequence[str]:
    """One section that has no facts, as Markdown."""
    if heading == "Grammar":
        return [f"*{heading}*", fenced(text + "\n", "text")]
    if heading == "Reference":
        return [f"*{heading}*: " + "; ".join(f"[{words}]({address})" for words, address in links_in(text))]
    return [f"*{heading}*: " + " ".join(text.split())]


def listed(heading: str, facts: Sequence[Fact]) -> Sequence[str]:
    """The *facts* of one section as Markdown, each with the programs that show it."""
    if not facts[0].number:
        return [f"*{heading}*: {facts[0].text}{shown(facts[0])}"]
    lines = [
        f"{fact.number}. {f'({fact.kind}) ' if fact.kind else ''}{fact.text}{shown(fact)}" for fact in facts
    ]
    return [f"*{heading}*", "\n".join(lines)]


def shown(fact: Fact) -> str:
    """Links to the programs that show *fact*, to stand behind it."""
    if not fact.files:
        return ""
    first, *others = (f"](../corpus/{file})" for file in fact.files)
    further = "".join(f", [{number}{link}" for number, link in enumerate(others, 2))
    return f" ([program{first}{further})"


def fenced(code: str, language: str = "python") -> str:
    """*code* as a block."""
    return f"```{language}\n{code}```"


if __name__ == "__main__":
    main()
