"""What rewrites say of themselves, statement by statement."""

from __future__ import annotations

import pytest

from mvpy.explain.facts import HEADING, account_of, links_in
from mvpy.explain.rewrite_words import words_of
from mvpy.rewrites import ORDER


@pytest.mark.parametrize("rewrite", ORDER)
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


def test_a_link_has_words_and_an_address():
    assert links_in("https://a.b/c#d\nPEP 8; https://e.f/") == [
        ("https://a.b/c#d", "https://a.b/c#d"),
        ("PEP 8", "https://peps.python.org/pep-0008/"),
        ("https://e.f/", "https://e.f/"),
    ]
