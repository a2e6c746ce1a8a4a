"""`mvpy rewrites WORD`, `--only WORD` and `--keep WORD` find what is meant by a keyword, a sign or a word of everyday."""

from __future__ import annotations

import keyword
import re
import token

import pytest
from click.testing import CliRunner
from grammar import ALTERNATIVES, Alternative

from mvpy.command.cli import main
from mvpy.command.rewrite_names import full_names, is_core, staying, taking
from mvpy.errors import UsageError
from mvpy.explain.rewrite_words import declared_words, title_of
from mvpy.pipeline import rewrites_in_order
from mvpy.rewrites import ORDER

# What is the word, or the sign, for one construct.
ONE = {
    "or": "boolean_operation", "and": "boolean_operation", "None": "constant_name", "True": "constant_name",
    "...": "constant_name", "walrus": "assignment_expression", ":=": "assignment_expression",
    "+=": "augmented_assignment", "-=": "augmented_assignment", "f-string": "formatted_string",
    "F strings": "formatted_string", "t-string": "template_string", "==": "comparison", "is": "comparison",
    "is not": "comparison", "ternary": "conditional_expression", "case": "match_statement", ";": "semicolon",
    "\\": "line_joining", "[:]": "slicing", "list comprehension": "comprehension",
    "context manager": "with_statement", "__enter__": "with_statement", "PEP 572": "assignment_expression",
    'b""': "bytes_literal", "1j": "imaginary_literal", "async def": "coroutine", ".": "attribute",
    "except*": "except_star", "lambda": "lambda_expression",
}  # fmt: skip
SEVERAL = {
    "del": ["delete_list", "delete_statement"],
    "[]": ["subscription", "list_display"],
    "{}": ["template_string", "formatted_string", "dict_display", "set_display"],
    "@": ["decorator", "binary_operation"],
    "not": ["comparison", "unary_operation"],
    "in": ["comprehension", "for_statement", "loop_else", "comparison"],
    "-": ["binary_operation", "negative_number", "unary_operation"],
    "->": ["deferred_annotation", "function_annotation", "coroutine"],
    "**": ["dict_display", "binary_operation"],
}
STAYS = {
    "while": ("it is part of the core", ["loop_else"]),
    "raise": ("it is part of the core", ["raise_from"]),
    "=": ("it is part of the core", ["self_documenting_field", "chained_assignment", "unpacking"]),
    "*args": ("it is part of the core", []),
    "calls": ("it is part of the core", []),
    "property": ("it is a builtin, a name like any other", ["decorator"]),
    "print": ("it is a builtin, a name like any other", []),
    "__init__": ("it is a name like any other", []),
}


def answer(*args: str) -> tuple[int, str, str]:
    """What `mvpy rewrites ARGS` does."""
    result = CliRunner().invoke(main, ["rewrites", *args], prog_name="mvpy")
    return result.exit_code, result.stdout, result.stderr


def leads_to(word: str) -> set[str]:
    """The rewrites that the answer to *word* names at the beginning of a line."""
    code, out, _ = answer("--", word)
    assert code == 0, word
    return {line.split()[0] for line in out.splitlines() if line.strip()} & {*ORDER}


@pytest.mark.parametrize(("word", "rewrite"), ONE.items())
def test_a_word_for_one_construct_finds_it_everywhere(word: str, rewrite: str):
    assert answer(word) == (0, answer(rewrite)[1], "")
    assert full_names([word]) == (rewrite,)


@pytest.mark.parametrize(("word", "rewrites"), SEVERAL.items())
def test_a_word_for_several_names_each_on_a_line(word: str, rewrites: list[str]):
    width = max(map(len, rewrites))
    lines = [f"{one:{width}}  {title_of(one)}\n" for one in rewrites]

    assert answer("--", word) == (0, "".join(lines), "")


@pytest.mark.parametrize("word", [word for word in SEVERAL if word != "del"])
def test_a_word_for_several_is_no_choice(word: str):
    with pytest.raises(UsageError) as refused:
        full_names([word])

    assert str(refused.value) == f"'{word}' may be one of several rewrites: {', '.join(SEVERAL[word])}"


@pytest.mark.parametrize(("word", "why", "others"), [(word, *said) for word, said in STAYS.items()])
def test_what_stays_is_said_to_stay(word: str, why: str, others: list[str]):
    code, out, err = answer(word)

    first, *lines = out.splitlines()
    assert (code, err) == (0, "")
    assert first == f"'{word}' stays: {why}{'; see also' if others else ''}"
    assert [line.split()[0] for line in lines] == others


def test_what_stays_is_no_choice():
    with pytest.raises(UsageError) as refused:
        full_names(["while"])
    with pytest.raises(UsageError) as also:
        full_names(["print"])

    said = "'while' names no rewrite: it is part of the core; did you mean 'loop_else'?"
    assert str(refused.value) == said
    assert str(also.value) == "'print' names no rewrite: it is a builtin, a name like any other"


def test_a_name_comes_before_a_word():
    _, out, _ = answer("if")

    also = ["match_statement", "comprehension", "elif_clause", "conditional_expression"]
    assert full_names("if") == ("if_statement",)
    assert out.startswith(answer("if_statement")[1])
    assert "\n'if' is also in\n" in out
    assert [line.split()[0] for line in out.split("'if' is also in\n")[1].splitlines()] == also


def test_a_word_that_is_misspelt_is_mended():
    assert answer("walrsu")[::2] == (
        2,
        (
            "Usage: mvpy rewrites [OPTIONS] [WORD]\nTry 'mvpy rewrites --help' for help.\n\n"
            "Error: unknown rewrite 'walrsu'; did you mean 'walrus'?\n"
        ),
    )


# --- nothing is missing ---------------------------------------------------------------------------

WRITTEN = sorted({*keyword.kwlist, *keyword.softkwlist, *token.EXACT_TOKEN_TYPES} - {"!", "_"})
OTHERS = {"tuple_display", "type_parameters"}  # which go with several keywords, and are told by none
LITERAL = re.compile(r'"([^"]+)"')


@pytest.mark.parametrize("word", WRITTEN)
def test_each_keyword_and_sign_of_python_has_an_answer(word: str):
    assert answer("--", word)[0] == 0


def telling(alternative: Alternative) -> list[str]:
    """The keywords in *alternative*, if one rewrite takes it; not those of patterns, which a `match` takes whole."""
    if (
        len(alternative.rewrites) != 1
        or alternative.rule.endswith("_pattern")
        or OTHERS & {*alternative.rewrites}
    ):
        return []
    return [word for word in LITERAL.findall(alternative.words) if keyword.iskeyword(word)]


@pytest.mark.parametrize(
    "alternative", [one for one in ALTERNATIVES if telling(one)], ids=lambda alternative: alternative.name
)
def test_the_keywords_of_an_alternative_of_the_grammar_lead_to_its_rewrite(alternative: Alternative):
    assert any(alternative.rewrites[0] in leads_to(word) for word in telling(alternative))


# --- where words are said -------------------------------------------------------------------------


@pytest.mark.parametrize("rewrite", ORDER)
def test_the_words_of_a_contract_are_read_without_importing_it(rewrite: str):
    words = rewrites_in_order().named(rewrite).contract.words

    assert declared_words(rewrite) == words
    assert all(rewrite in taking(word) for word in words)


def test_no_word_that_one_rewrite_declares_is_said_to_be_core():
    alone = [word for rewrite in ORDER for word in declared_words(rewrite) if taking(word) == [rewrite]]

    assert [word for word in alone if is_core(word) or staying(word) == "it is part of the core"] == []
