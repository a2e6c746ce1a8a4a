"""What each Python since 3.8 has added to the language is explained, with its facts.

The additions are those of "What's New in Python 3.x", as docs/grammar.md has them; changes that the Python which compiles
or runs a program makes by itself are no constructs, and are not told.
"""

from __future__ import annotations

from pathlib import Path
from typing import NamedTuple

import pytest

from mvpy.explain.explaining import Wish, explained

CORPUS = Path(__file__).parents[1] / "corpus"
NEWEST = (3, 15)


class Added(NamedTuple):
    """What Python *since* has added (*what*): *program*, one of the corpus or its text, has it on the line with these *words*.

    There *rewrite* is told with the *facts* of its Meaning with these numbers, and others; without a rewrite it is core, and
    nothing is told.  *links* are PEPs that are linked; from 3.14 on annotations
    come down to others, so the *target* is not always the newest.
    """

    since: tuple[int, int]
    what: str
    program: str
    words: str
    rewrite: str
    facts: tuple[int, ...]
    links: tuple[str, ...] = ()
    target: tuple[int, int] = NEWEST

    @property
    def text(self) -> str:
        """The text of the program."""
        return (
            self.program
            if "\n" in self.program
            else (CORPUS / f"{self.program}.py").read_text(encoding="utf-8")
        )


# fmt: off
TABLE = [
    Added((3, 8), "assignment expressions", "assignment_expression/it_happens_in_its_place", "(x := 10)", "assignment_expression", (1,), ("PEP 572",)),
    Added((3, 8), "positional-only parameters", "core/a_parameter_before_a_slash_is_not_passed_by_its_name", "def show(a, b=2, /", "", ()),
    Added((3, 8), "fields with =", "self_documenting_field/repr_unless_told_otherwise", '{name=}', "self_documenting_field", (1, 2)),
    Added((3, 8), "stars without brackets after return", "tuple_display/it_may_stand_without_brackets", "    return ", "tuple_display", (1,)),
    Added((3, 8), "stars without brackets after yield", "tuple_display/it_may_stand_without_brackets", "yield *x", "tuple_display", (1,)),
    Added((3, 8), "continue in a finally clause", "jump_through_finally/a_jump_in_finally_replaces_another", "try:", "jump_through_finally", (1,)),
    Added((3, 9), "decorators of any form", "decorator/any_expression_may_be_one", '@table["a"]', "decorator", (1, 2, 3), ("PEP 614",)),
    Added((3, 9), "stars without brackets in a for", "for x in *a, b:\n    print(x)\n", "for x in *", "for_statement", (1,)),
    Added((3, 10), "match", "match_statement/a_match_in_a_generator", 'match (yield "subject"):', "match_statement", (1, 2, 8), ("PEP 634",)),
    Added((3, 10), "with items in parentheses", "with_statement/the_items_may_stand_in_parentheses", 'with (Manager("a") as a', "with_statement", (1,)),
    Added((3, 10), ":= as an index", "assignment_expression/an_index_or_an_item_of_a_set_may_bind_a_name", "items[n := told(1)]", "assignment_expression", (1,)),
    Added((3, 11), "except*", "except_star/derive_makes_the_parts", "    try:", "except_star", (1,), ("PEP 654",)),
    Added((3, 11), "stars in subscriptions", "subscription/a_star_unpacks_into_the_key", "[*", "subscription", (1,), ("PEP 646",)),
    Added((3, 11), "*args: *Ts", "function_annotation/the_annotation_of_star_args_may_have_a_star", "def wrong(*args: *items):", "function_annotation", (2,), ("PEP 646",), (3, 13)),
    Added((3, 11), "asynchronous comprehensions inside others", "async def f():\n    return [[x async for x in g()] for g in h]\n", "async for", "comprehension", (1, 3)),
    Added((3, 12), "type parameters of functions", "type_parameters/methods_see_those_of_the_class", "def around[F]():", "type_parameters", (1,), ("PEP 695",)),
    Added((3, 12), "type parameters of classes", "type_parameters/methods_see_those_of_the_class", "class Outer[O]:", "type_parameters", (3,), ("PEP 695",)),
    Added((3, 12), "the type statement", "type_statement/it_may_name_itself", "type Tree[T] =", "type_statement", (1, 2, 4), ("PEP 695",)),
    Added((3, 12), "any characters in fields", "formatted_string/a_field_may_hold_any_characters", '{names["first"]}', "formatted_string", (1,), ("PEP 701",)),
    Added((3, 13), "defaults of type parameters", "type_parameters/a_default_is_evaluated_when_it_is_asked_for", "[T = value(1)", "type_parameters", (2,), ("PEP 696",)),
    Added((3, 14), "deferred annotations", "deferred_annotation/an_annotation_may_name_what_comes_later", "def first(items: Items)", "deferred_annotation", (1,), ("PEP 649",)),
    Added((3, 14), "template strings", "template_string/a_template_is_no_docstring", "t\"{print('evaluated')}\"", "template_string", (1, 2, 5), ("PEP 750",)),
    Added((3, 14), "except without parentheses", "unparenthesized_exceptions/each_of_the_types_is_caught", "except ValueError, KeyError:", "unparenthesized_exceptions", (1,), ("PEP 758",)),
    Added((3, 15), "lazy imports", "lazy_import/the_name_is_bound_and_can_be_used", "lazy import math", "lazy_import", (1, 2, 3), ("PEP 810",)),
    Added((3, 15), "stars in comprehensions", "comprehension/a_star_unpacks_each_element", "[*i for i in its]", "comprehension", (7,), ("PEP 798",)),
    Added((3, 15), "two stars in comprehensions", "comprehension/two_stars_merge_each_mapping", "{**d for d in ones}", "comprehension", (7,), ("PEP 798",)),
    Added((3, 15), "stars in generator expressions", "generator_expression/a_star_yields_the_items_of_each_element", "(*i for i in its)", "generator_expression", (4,), ("PEP 798",)),
]
# fmt: on


@pytest.mark.parametrize("added", TABLE, ids=lambda added: added.what)
def test_it_is_explained_with_its_facts(added: Added):
    numbered = enumerate(added.text.splitlines(), 1)
    line = next(number for number, one in numbered if added.words in one and not one.startswith("#"))

    found = explained(added.text, target=added.target, wish=Wish(lines=(line, line))).constructs

    if not added.rewrite:
        assert found == ()
        return
    (told,) = [one for one in found if one.rewrite == added.rewrite]
    facts = {fact.number for site in told.sites for fact in site.facts if fact.section == "Meaning"}
    assert set(added.facts) <= facts
    words = " ".join(words for words, _ in told.account.links)
    assert [link for link in added.links if link not in words] == []


def test_every_version_has_added_something():
    assert sorted({added.since for added in TABLE}) == [(3, minor) for minor in range(8, NEWEST[1] + 1)]
