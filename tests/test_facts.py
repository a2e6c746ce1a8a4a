"""What rewrites say of themselves, statement by statement, and the programs of the corpus that show it.

That a program still prints what it did, is held where all programs are: `test_recorded_observations.py` knows each by what
it printed on each CPython, and those that show what is exact only must differ in plain, see `test_plain.py`; what differs,
see `test_corpus.py`.
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache
from pathlib import Path

import libcst as cst
import pytest
from behaviour import PLAIN, alone, core_of, head, kinds_shown, needs_library, target_for, text_of

from mvpy.conform.recorded import whole_record
from mvpy.explain.facts import HEADING, Fact, account_of, programs_by_fact
from mvpy.explain.links import links_in
from mvpy.explain.relevance import ONLY_FOR, facts_at
from mvpy.explain.rewrite_words import words_of
from mvpy.pipeline import rewrites_in_order
from mvpy.reading.program import read_program
from mvpy.rewrites import ORDER

CORPUS = Path(__file__).parents[1] / "corpus"
FACTS = {fact.name: fact for rewrite in ORDER for fact in account_of(rewrite).facts}
WITHOUT_FACTS = {"one_line_suite", "semicolon"}  # they say in one sentence all that there is
NEWEST = (3, 15)

# Why no program shows it.
NO_PROGRAM = {
    "conditional_expression, Differs": "no core does so: it is about outputs that keep `and` and `or`",
    "except_star, Differs": "no Python compiles what nests so deep",
    "finally_clause, Differs": "no Python compiles what nests so deep",
    "raise_from, Differs": "only Pythons before 3.13 do so",
}
# What its programs print is the same in plain.
ALSO_IN_PLAIN = {
    "except_star, Exactly 3": "a plain output has helpers in other tracebacks only",
    "except_star, Exactly 5": "it is about hosts before Python 3.11",
}
# Meanings that no program of theirs shows without showing more than plain promises.
MORE_THAN_PROMISED = {
    "class_definition, Meaning 5": "namespace: what order names have",
    "class_definition, Meaning 8": "rebinding: builtins that are replaced",
    "async_for_statement, Meaning 3": "release: when an iterator is let go",
    "function_annotation, Meaning 2": "words: how many items there are",
    "docstring, Meaning 4": "kinds: what is under `python -OO`",
}

every_fact = pytest.mark.parametrize("fact", FACTS.values(), ids=lambda fact: fact.name)
every_rewrite = pytest.mark.parametrize("rewrite", ORDER)


def paths_of(fact: Fact) -> list[Path]:
    """The programs that show *fact*."""
    return [CORPUS / file for file in fact.files]


# --- facts ----------------------------------------------------------------------------------------


@every_rewrite
def test_each_word_of_a_section_of_facts_is_in_a_fact(rewrite: str):
    _, *pairs = HEADING.split(words_of(rewrite) + "\n")
    written = {heading: "".join(text.split()) for heading, text in zip(pairs[::2], pairs[1::2], strict=True)}
    account = account_of(rewrite)

    for heading in ("Meaning", "Exactly", "Differs"):
        facts = [fact for fact in account.facts if fact.section == heading]
        again = "".join(
            (f"{fact.number}." if fact.number else "") + (f"({fact.kind})" if fact.kind else "") + fact.text
            for fact in facts
        )
        assert "".join(again.split()) == written.get(heading, "")


def test_every_rewrite_has_facts():
    assert {rewrite for rewrite in ORDER if not account_of(rewrite).meaning} == WITHOUT_FACTS


# --- the programs that show them ------------------------------------------------------------------


def test_programs_are_named_for_facts_only():
    named = {
        (rewrite, section.capitalize(), int(number))
        for rewrite, sections in programs_by_fact().items()
        for section, numbers in sections.items()
        for number in numbers
    }

    assert named - {(fact.rewrite, fact.section, fact.number) for fact in FACTS.values()} == set()


def test_every_fact_has_a_program():
    assert {name for name, fact in FACTS.items() if not fact.programs} == NO_PROGRAM.keys()


@every_fact
def test_its_programs_are_there(fact: Fact):
    assert [path.name for path in paths_of(fact) if not path.is_file()] == []
    assert len(set(fact.files)) == len(fact.files)


@pytest.mark.parametrize(
    ("rewrite", "file"),
    sorted({(fact.rewrite, file) for fact in FACTS.values() for file in fact.files}),
    ids=lambda part: part.removesuffix(".py").replace("/", "-"),
)
def test_the_rewrite_is_at_work_in_a_program_that_shows_its_facts(rewrite: str, file: str):
    path = CORPUS / file
    target = target_for(path)
    desugared = (
        alone(rewrite, path, target),
        core_of(path, target),
    )  # some find their work when others have been there

    assert any(site.rewrite == rewrite for each in desugared for site in each.sites)


def kinds_said(path: Path) -> set[str]:
    """The kinds of difference that the program at *path* says it shows, on whatever host."""
    return {kind for found in PLAIN.finditer(head(path)) for kind in found["kinds"].split(", ")}


def says_differs(path: Path) -> bool:
    return any(line.startswith("# Differs:") for line in text_of(path).splitlines()[:3])


def test_what_its_programs_print_is_held():
    """By the record of CPythons, by an output beside the program, or by what it says that differs."""
    recorded = whole_record()["programs"]

    assert [
        file
        for fact in FACTS.values()
        for file, path in zip(fact.files, paths_of(fact), strict=True)
        if file.removesuffix(".py") not in recorded
        and not path.with_suffix(".out").is_file()
        and not kinds_said(path)
        and not says_differs(path)
    ] == []


def test_what_is_exact_shows_in_plain_as_a_difference_of_its_kind():
    exact = [fact for fact in FACTS.values() if fact.section == "Exactly"]

    not_shown = {
        fact.name
        for fact in exact
        for path in paths_of(fact)
        if not set(fact.kind.split(", ")) <= kinds_said(path)
    }
    assert not_shown == ALSO_IN_PLAIN.keys()


def test_what_is_meant_is_shown_by_a_program_that_does_the_same_in_plain():
    meant = [fact for fact in FACTS.values() if fact.section == "Meaning"]

    assert not any(says_differs(path) for fact in meant for path in paths_of(fact))
    assert {
        fact.name
        for fact in meant
        if fact.programs and all(kinds_shown(path, host=NEWEST) for path in paths_of(fact))
    } == MORE_THAN_PROMISED.keys()


def test_what_differs_is_shown_by_a_program_that_differs_here_or_on_older_hosts():
    differing = [fact for fact in FACTS.values() if fact.section == "Differs"]

    assert [
        path.name
        for fact in differing
        for path in paths_of(fact)
        if not says_differs(path) and not needs_library(path)
    ] == []


# --- where they matter ----------------------------------------------------------------------------


@cache
def module_of(path: Path) -> cst.Module:
    """The program at *path*, as a tree."""
    return read_program(text_of(path), str(path), NEWEST)[0]


def sites_in(path: Path, rewrite: str) -> Iterator[cst.CSTNode]:
    """The nodes of the program at *path* that are the construct of *rewrite*."""
    removes = rewrites_in_order().named(rewrite).contract.removes
    waiting: list[cst.CSTNode] = [module_of(path)]
    while waiting:
        node = waiting.pop()
        if removes.is_at(node):
            yield node
        waiting += node.children


def test_only_facts_are_asked_where_they_matter():
    assert ONLY_FOR.keys() - {(fact.rewrite, fact.section, fact.number) for fact in FACTS.values()} == set()


@pytest.mark.parametrize(
    "fact",
    [fact for fact in FACTS.values() if (fact.rewrite, fact.section, fact.number) in ONLY_FOR],
    ids=lambda fact: fact.name,
)
def test_it_matters_in_the_programs_that_show_it_and_not_everywhere(fact: Fact):
    def matters_at(node: cst.CSTNode) -> bool:
        return fact in facts_at(fact.rewrite, node)

    shown = paths_of(fact)
    others = set((CORPUS / fact.rewrite).glob("*.py")) - set(shown)
    assert [path.name for path in shown if not any(map(matters_at, sites_in(path, fact.rewrite)))] == []
    assert not all(matters_at(node) for path in others for node in sites_in(path, fact.rewrite))


def test_a_fact_without_a_predicate_matters_everywhere():
    (statement,) = cst.parse_module("with a as b, c: pass").body
    (plainer,) = cst.parse_module("with a: pass").body
    facts = account_of("with_statement").facts

    assert facts_at("with_statement", statement) == facts
    assert [fact.number for fact in facts_at("with_statement", plainer) if fact.section == "Meaning"] == [
        2,
        4,
        5,
    ]


# --- links ----------------------------------------------------------------------------------------


@every_rewrite
def test_every_rewrite_has_links_with_words(rewrite: str):
    links = account_of(rewrite).links

    assert links != ()
    assert all(address.startswith("https://") and "/" not in words for words, address in links)
    assert len({words for words, _ in links}) == len(links)


def test_a_link_has_words_and_an_address():
    text = """
        https://docs.python.org/3/reference/compound_stmts.html#the-with-statement
        PEP 8, PEP 343; https://snarky.ca/unravelling-pythons-classes/
        https://docs.python.org/3/library/string.templatelib.html
        https://a.b/c#d
    """
    assert links_in(text) == [
        (
            "The with statement, Language Reference",
            "https://docs.python.org/3/reference/compound_stmts.html#the-with-statement",
        ),
        ("PEP 8", "https://peps.python.org/pep-0008/"),
        ("PEP 343", "https://peps.python.org/pep-0343/"),
        ("snarky.ca: Unravelling Python's classes", "https://snarky.ca/unravelling-pythons-classes/"),
        (
            "string.templatelib, Library Reference",
            "https://docs.python.org/3/library/string.templatelib.html",
        ),
        ("https://a.b/c#d", "https://a.b/c#d"),
    ]
