"""The links in a section Reference, each with words that say where it leads.

    links_in("https://docs.python.org/3/reference/simple_stmts.html#the-del-statement; PEP 8")
    [("The del statement, Language Reference", "https://docs.python.org/…"), ("PEP 8", "https://peps.python.org/…")]

The words are made of the address; for those that would not read well `SAID_OTHERWISE` has others.
"""

from __future__ import annotations

import re

LINK = re.compile(r"https://[^\s;,]+|\bPEP \d+")
PEP = "https://peps.python.org/pep-{:04}/"
OF_PYTHON = re.compile(
    r"https://docs\.python\.org/[\d.]+/(?P<book>\w+)(?:/(?P<page>[\w.]+))?\.html(?:#(?P<place>.+))?"
)
BOOKS = {"reference": "Language Reference", "library": "Library Reference", "glossary": "Glossary"}
POST = re.compile(r"https://snarky\.ca/(?P<post>[\w-]+)/")

# Where an address does not say it as its page does.
SAID_OTHERWISE = {
    "except-star": "The except* clause",
    "simple_stmts": "Simple statements",
    "term-docstring": "Docstring",
    "unraveling-lambda-expressions": "Unravelling lambda expressions",
    "unravelling-elif-else-from-if-statements": "Unravelling elif and else from if statements",
    "unravelling-f-strings": "Unravelling f-strings",
    "unravelling-pythons-classes": "Unravelling Python's classes",
}


def links_in(text: str) -> list[tuple[str, str]]:
    """(words, address) of each link in *text*, the words of a section Reference."""
    return [
        (link, PEP.format(int(link[4:]))) if link.startswith("PEP") else (words_for(link), link)
        for link in LINK.findall(text)
    ]


def words_for(address: str) -> str:
    """Words that say where *address* leads; the address itself if it is of no place that is known here."""
    if page := OF_PYTHON.fullmatch(address):
        return f"{spelt(page['place'] or page['page'])}, {BOOKS[page['book']]}"
    if post := POST.fullmatch(address):
        return f"snarky.ca: {spelt(post['post'])}"
    return address


def spelt(words: str) -> str:
    """The *words* of an address as a title."""
    if words in SAID_OTHERWISE:
        return SAID_OTHERWISE[words]
    if "." in words:  # the name of a module
        return words
    text = words.replace("-", " ").replace(" python", " Python")
    return text[0].upper() + text[1:]
