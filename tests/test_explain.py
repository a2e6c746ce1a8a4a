"""What is told of a program: where its constructs stand, what each becomes, and why."""

from __future__ import annotations

import json
import sys
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

import pytest

from mvpy.errors import SourceError
from mvpy.explain.explaining import Wish, explained
from mvpy.explain.facts import account_of
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


# --- where constructs stand -----------------------------------------------------------------------

# Calls nest deeply when other constructs have become calls: that is nothing that stands in a program.
IN_PROGRAMS = [rewrite for rewrite in ORDER if rewrite != "deep_nesting"]


def told_in_corpus(rewrite: str) -> Told:
    """What is told of the construct of *rewrite* in the first program that is about it and holds it."""
    target = max(rewrites_in_order().named(rewrite).contract.since, sys.version_info[:2])
    texts = [path.read_text(encoding="utf-8") for path in sorted((CORPUS / rewrite).glob("*.py"))[:3]]
    for text in texts:
        for one in explained(text, target=target, wish=Wish(only=(rewrite,))).constructs:
            return one
    raise AssertionError(f"no program shows {rewrite}")


@pytest.mark.parametrize("rewrite", IN_PROGRAMS)
def test_each_rewrite_is_told_of_with_its_facts(rewrite: str):
    one = told_in_corpus(rewrite)

    assert one.account == account_of(rewrite)
    assert set(one.sites[0].facts) <= set(one.account.facts)
    assert bool(one.sites[0].facts) == bool(one.account.facts)
    assert one.sites[0].opened is not None
    assert one.sites[0].opened.changes


def place(text: str, rewrite: str, number: int = 0) -> str:
    """What stands at a site of *rewrite* in *text*, on its first line."""
    site = told(text, rewrite).sites[number]
    line = text.split("\n")[site.place.line - 1]
    end = site.place.end_column - 1 if site.place.end_line == site.place.line else len(line)
    return line[site.place.column - 1 : end]


@pytest.mark.parametrize(
    ("rewrite", "text", "there"),
    [
        ("conditional_expression", 'print(f"{a if b else c}")\n', "a if b else c"),
        ("conditional_expression", "@(a if b else c)\ndef f(): pass\n", "a if b else c"),
        ("conditional_expression", "class C:\n    x = a if b else c\n", "a if b else c"),
        ("conditional_expression", "f = lambda: a if b else c\n", "a if b else c"),
        ("conditional_expression", "x = [a if b else c for b in d]\n", "a if b else c"),
        ("conditional_expression", "def f():\n\tdef g():\n\t\treturn a if b else c\n", "a if b else c"),
        ("conditional_expression", "ä = 'ö🐍'; y = a if b else c\n", "a if b else c"),
        ("conditional_expression", "x = (a\n     if b else c)\n", "a"),
        ("decorator", "@one\ndef f(): pass\n", "@one"),
        ("break_statement", "while 1:\n    f()\n    break\n", "break"),
        ("function_annotation", "def f(a: int): pass\n", "int"),
        ("elif_clause", "if a:\n    b\nelif c:\n    d\n", "if a:"),
        ("string_literal", 'def f():\n    "documentation"\n    return "text"\n', '"text"'),
        ("docstring", "# first\n'''one\ntwo'''\nx = 1\n", "'''one"),
    ],
)
def test_a_site_stands_where_its_construct_does(rewrite: str, text: str, there: str):
    assert place(text, rewrite) == there


def test_columns_are_those_of_the_file_where_it_is_indented_oddly():
    text = "class C:\n\\\n  x = a if b else c\n"

    assert place(text, "conditional_expression") == "a if b else c"


def test_a_site_inside_another_is_a_site_of_its_own():
    text = "with a as b:\n    with c as d:\n        e()\n"
    sites = told(text, "with_statement", every=True).sites

    assert [site.place.line for site in sites] == [1, 2]
    assert "with c as d:" in after(sites[0])
    assert "with a as b:" not in after(sites[1])
    assert [line.text for line in sites[1].opened.changes[0].before] == ["with c as d:", "    e()"]


def test_sites_are_in_the_order_of_the_source():
    explanation = explained((CORPUS / "programs" / "bank.py").read_text(encoding="utf-8"))
    places = [(site.place.line, site.place.column) for site in explanation.sites]

    assert places == sorted(places)
    assert [one.sites[0].number for one in explanation.constructs] == sorted(
        one.sites[0].number for one in explanation.constructs
    )


def test_a_docstring_is_told_as_one_and_not_as_a_string():
    explanation = explained('def f():\n    """Text."""\n')

    assert [one.rewrite for one in explanation.constructs] == ["docstring"]


def test_what_else_is_opened_is_named():
    text = "def f():\n    with a:\n        return 1\n"

    assert told(text, "with_statement").sites[0].opened.opens == ("jump_through_finally",)
    assert told("with a:\n    b()\n", "with_statement").sites[0].opened.opens == ()


LEFT = {  # what becomes an assignment, of which construct, and to which that is left
    "a = b, c = x\n": ("chained_assignment", ("unpacking",)),
    "a = b = x\n": ("chained_assignment", ()),
    "for a, b in c:\n    f(a)\n": ("for_statement", ("unpacking",)),
    "for a in c:\n    f(a)\n": ("for_statement", ()),
    "with x as (a, b):\n    y, z = a\n": ("with_statement", ("unpacking",)),
    "with x as a:\n    y, z = a\n": ("with_statement", ()),
}


@pytest.mark.parametrize("text", LEFT)
def test_what_a_target_is_left_to_is_named(text: str):
    rewrite, leaves = LEFT[text]

    assert told(text, rewrite).sites[0].opened.leaves == leaves


def test_what_is_opened_for_another_site_stays():
    text = "for a in b:\n    if c:\n        break\nfor d in e:\n    if f:\n        g()\n    break\n"
    first, second = told(text, "if_statement", every=True, noise=True).sites

    assert "break" not in after(first)
    assert "break" not in after(second) or len(second.opened.changes) == 1
    assert [line.text for line in second.opened.changes[0].before] == ["if f:", "    g()"]


def test_what_helps_at_a_site_is_at_work_there():
    text = "class C:\n    x: int = 1\n\n\nclass D:\n    y: int = 2\n"
    first, second = (
        one for one in told(text, "annotated_assignment", every=True).sites if one.opened is not None
    )

    assert (after(first).count("__annotations__"), "y" in after(first)) == (2, False)
    assert (after(second).count("__annotations__"), "x" in after(second)) == (2, False)


def test_helpers_and_what_stands_above_are_told():
    opened = told("from math import pi\n", "from_import").sites[0].opened

    assert opened.helpers == ("_import_from",)
    assert any(line.startswith("def _import_from(") for line in opened.above)


def test_lines_that_stay_say_so_and_all_say_where_they_come_from():
    text = "# above\nwith a as b:\n    # inside\n    c()\n    d(b)\n"
    (change,) = told(text, "with_statement").sites[0].opened.changes

    assert [(line.text, line.source, line.kept) for line in change.before] == [
        ("with a as b:", 2, False),
        ("    # inside", 3, True),
        ("    c()", 4, True),
        ("    d(b)", 5, True),
    ]
    assert [line.text for line in change.after if line.kept] == ["    # inside", "    c()", "    d(b)"]
    assert all(line.source for line in change.after)


def test_what_cannot_be_shown_alone_says_why():
    text = f"x = 1\nprint({' == '.join(['x'] * 200)})\n"

    assert "nested more than 99 levels" in told(text, "comparison_chain").sites[0].opened.refused


def test_quiet_constructs_are_opened_once():
    text = "a = 'b'\nc = 'd'\nwith e: pass\nwith f: pass\n"

    assert [site.opened is None for site in told(text, "string_literal", every=True).sites] == [False, True]
    assert [site.opened is None for site in told(text, "with_statement", every=True).sites] == [False, False]
    assert [site.opened is None for site in told(text, "with_statement").sites] == [False, True]


# --- exact ----------------------------------------------------------------------------------------


def test_exact_says_which_kinds_each_line_is_for():
    explanation = explained("x = [y for y in z]\n", target=(3, 13), wish=Wish(exact=True))
    exact = explanation.constructs[0].sites[0].exact
    release = next(one for one in exact.additions if one.kinds == ("release",))

    assert "del _collect" in release.lines
    assert [fact.kind for fact in release.facts] == ["release"]


@pytest.mark.parametrize("head", ["def f(x=-y):", "class f(-y):"])
def test_the_statement_of_a_decorated_definition_begins_at_its_decorators(head: str):
    text = f"@a\n@b\n{head}\n    pass\n"

    sites = [told(text, name).sites[0] for name in ("decorator", "unary_operation")]

    assert [site.statement for site in sites] == [(1, 4), (1, 4)]


@pytest.mark.parametrize("rewrite", ["with_statement", "for_statement", "comprehension", "decorator"])
def test_each_line_that_exact_adds_has_a_fact(rewrite: str):
    text = first_program(rewrite).read_text(encoding="utf-8")
    site = told(text, rewrite, exact=True).sites[0]
    plain = {line.text.strip() for change in site.opened.changes for line in change.after}
    exact = {line.text.strip() for change in site.exact.opened.changes for line in change.after}
    explained_lines = {line for addition in site.exact.additions for line in addition.lines}

    assert exact - plain <= explained_lines
    assert all(addition.facts for addition in site.exact.additions)


# --- whole programs -------------------------------------------------------------------------------


@pytest.mark.parametrize("path", sorted((CORPUS / "programs").glob("*.py"))[:20], ids=lambda path: path.stem)
def test_whole_programs(path: Path):
    text = path.read_text(encoding="utf-8")
    explanation = explained(text, filename=path.name)
    lines = text.split("\n")

    assert [one.rewrite for one in explanation.constructs] == list(
        dict.fromkeys(site.rewrite for site in explanation.sites)
    )
    for one in explanation.constructs:
        first = one.sites[0]
        assert first.opened.changes or first.opened.refused
        assert all(site.opened is None for site in one.sites[1:])
        for change in first.opened.changes:
            assert change.before != change.after
            for line in change.before:
                assert line.text.strip() == lines[line.source - 1].strip(), one.rewrite


def test_strict_core_has_nothing_to_explain():
    assert explained("def f(a):\n    return a\n\n\nx = f(1)\n").constructs == ()


def test_a_program_that_is_none_is_refused():
    with pytest.raises(SourceError):
        explained("x = (\n")


def test_json_has_all_but_the_text():
    explanation = explained("with a as b:\n    c(b)\n", wish=Wish(exact=True))
    record = json.loads(explanation.as_json())
    (construct,) = record["constructs"]
    (site,) = construct["sites"]

    assert list(record) == ["schema", "versions", "file", "target", "constructs"]
    assert record["schema"] == 1
    assert site["place"] == {"line": 1, "column": 1, "end_line": 2, "end_column": 9}
    assert site["facts"][0] == "with_statement, Meaning 2"
    assert {fact["name"] for fact in construct["facts"]} >= set(site["facts"])
    assert site["opened"]["changes"][0]["before"][0] == {"text": "with a as b:", "source": 1, "kept": False}
    assert site["exact"]["additions"][0]["facts"]


def test_a_suite_that_gets_lines_of_its_own_tells_nothing():
    text = "class C:\n    x: int = 1\n    def f(): return 1\n"
    explanation = explained(text, target=(3, 13), wish=Wish(only=("annotated_assignment", "one_line_suite")))
    annotated, suite = (one.sites[0].opened for one in explanation.constructs)

    assert [change.is_layout for change in annotated.changes] == [False, True]
    assert annotated.telling == annotated.changes[:1]
    assert suite.telling == suite.changes


def test_a_construct_in_a_formatted_string_goes_though_the_string_has_to_go_with_it():
    text = 'x = f"{super().__str__()} {self.hint}"\n'
    first = told(text, "attribute").sites[0]

    assert after(first).count("getattr") == 1
    assert ".hint" in after(first)
    assert first.opened.opens == ()  # a formatted string is one of those that a readable output keeps
