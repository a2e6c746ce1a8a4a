"""The facts about a construct: what the docstring of its rewrite says, statement by statement, and what shows it.

    account_of("with_statement").meaning[2]
    Fact(rewrite="with_statement", section="Meaning", number=3, kind="", text="The target is bound inside ...", programs=(...))

The programs that show a fact are those that `corpus/facts.toml` names for it.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from textwrap import dedent

from mvpy.explain.links import links_in
from mvpy.explain.rewrite_words import title_of, words_of

HEADINGS = ("Grammar", "Meaning", "Left alone", "Opens", "Exactly", "Differs", "Reference")
HEADING = re.compile(rf"^({'|'.join(HEADINGS)})\n", re.MULTILINE)
NUMBERED = re.compile(r"^(\d+)\. +", re.MULTILINE)
KIND = re.compile(r"^\((\w+(?:, \w+)*)\) ")


@dataclass(frozen=True)
class Fact:
    """One statement about the construct of *rewrite*.

    *section* is where it stands: Meaning (what the Reference promises), Exactly (what CPython does besides, with the
    *kind* of it) or Differs (what the rewrite does otherwise).  *number* is 0 where the section has no numbers.
    *programs* are the names of those that show it, without `.py`, in the folder of the rewrite in the corpus, or with
    another folder in front of the name.
    """

    rewrite: str
    section: str
    number: int
    kind: str
    text: str
    programs: tuple[str, ...]

    @property
    def files(self) -> tuple[str, ...]:
        """The files of its programs, in the corpus: "with_statement/managers_leave_in_reverse.py"."""
        return tuple(f"{name if '/' in name else f'{self.rewrite}/{name}'}.py" for name in self.programs)

    @property
    def name(self) -> str:
        """What it is called: "with_statement, Meaning 3"."""
        return (
            f"{self.rewrite}, {self.section} {self.number}"
            if self.number
            else f"{self.rewrite}, {self.section}"
        )


@dataclass(frozen=True)
class Account:
    """What a rewrite says of itself; *links* are (words, address), the Reference first."""

    rewrite: str
    title: str
    grammar: str
    meaning: tuple[Fact, ...]
    exactly: tuple[Fact, ...]
    differs: tuple[Fact, ...]
    links: tuple[tuple[str, str], ...]

    @property
    def facts(self) -> tuple[Fact, ...]:
        """All facts, in their order."""
        return self.meaning + self.exactly + self.differs


@cache
def account_of(rewrite: str) -> Account:
    """What *rewrite* says of itself; a ContractError if its file cannot be read."""
    _, *pairs = HEADING.split(words_of(rewrite) + "\n")
    said = {heading: dedent(text).strip("\n") for heading, text in zip(pairs[::2], pairs[1::2], strict=True)}
    return Account(
        rewrite,
        title_of(rewrite),
        said.get("Grammar", ""),
        facts_in(rewrite, "Meaning", said.get("Meaning", "")),
        facts_in(rewrite, "Exactly", said.get("Exactly", "")),
        facts_in(rewrite, "Differs", said.get("Differs", "")),
        tuple(links_in(said.get("Reference", ""))),
    )


def facts_in(rewrite: str, section: str, text: str) -> tuple[Fact, ...]:
    """The facts of the *section* of *rewrite*, whose words are *text*."""
    if not text:
        return ()
    first, *pairs = NUMBERED.split(text)
    numbered = [(0, first)] if first.strip() else []
    numbered += [(int(number), words) for number, words in zip(pairs[::2], pairs[1::2], strict=True)]
    shown = programs_by_fact().get(rewrite, {}).get(section.lower(), {})
    found = []
    for number, words in numbered:
        one = " ".join(words.split())
        kind = KIND.match(one) if section == "Exactly" else None
        words = one[kind.end() :] if kind else one
        programs = tuple(shown.get(str(number), ()))
        found.append(Fact(rewrite, section, number, kind[1] if kind else "", words, programs))
    return tuple(found)


Shown = Mapping[str, Mapping[str, Mapping[str, list[str]]]]


@cache
def programs_by_fact() -> Shown:
    """Which programs of the corpus show what, by rewrite, section and number."""
    return tomllib.loads(files("mvpy.corpus").joinpath("facts.toml").read_text(encoding="utf-8"))
