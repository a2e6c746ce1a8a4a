"""What to look for in a text before it is parsed: for each form that older Pythons do not read, two patterns.

A hint is asked twice, see `mvpy.rewrites.lowering.hints`.
"""

from __future__ import annotations

from mvpy.rewrites.lowering.hint_patterns import (
    ADDED,
    ANNOTATED,
    ANNOTATION,
    ANOTHER,
    ASYNCHRONOUS,
    DOTTED,
    EQUALS,
    EXCEPTIONS,
    FUTURE,
    GROUP,
    IN_LOOP,
    INSIDE,
    ITEMS,
    LAZY,
    LINE,
    LINE_START,
    NAMED,
    NEVER,
    PLUS,
    SEVERAL,
    SIMPLE,
    SIMPLE_ARGUMENTS,
    SPACE,
    STAR,
    SUBSCRIBED,
    UNCLEAR,
    WITH,
    Hint,
    hint,
    mirrored,
    parameters,
    statement,
    word,
)
from mvpy.rewrites.lowering.run_time_types.library import GENERIC, VERSIONS

# A class of the library with items, or one that gets another name: from the end to the beginning.
CLASSES = "|".join(sorted({path.rpartition(".")[2][::-1] for path in GENERIC}))
ITEMS_OF_CLASSES = rf"\s*+(?:{CLASSES})\b"
TYPES = r"\b[\s\S]*\bis(?:instance|subclass)\b"
# By the rewrites that take them.
HINTS: dict[str, tuple[Hint, ...]] = {
    "shown_field": (hint((3, 8), r"=\s*+[}!:]", NEVER),),
    "union_type": (
        hint((3, 10), r"\|", sign="|"),
        *(hint((3, 10), word(kind) + TYPES, sign=kind) for kind in ("Union", "Optional")),
    ),
    "generic_alias": tuple(
        mirrored(VERSIONS[-1], before + ITEMS_OF_CLASSES) for before in (r"[\[\#]", word("sa"))
    ),
    "formatted_field": (),  # `fits_old_strings`
    "parenthesized_items": (
        hint(
            (3, 9),
            WITH,
            rf"{word('with')}{SPACE}\((?:{INSIDE},|{INSIDE}\bas\b){INSIDE}\){SPACE}:",
            in_fields=False,
            sign="with",
        ),
    ),
    "decorator_expression": (
        statement(
            (3, 9),
            rf"{LINE_START}@(?!{DOTTED}(?:{SIMPLE_ARGUMENTS})?[ \t\f]*+(?:[\n\#]|$))",
            rf"\n[ \t\f\\]*+@(?!{DOTTED}{GROUP}?[ \t\f]*+(?:[\n\"]|$))",
            "@",
        ),
    ),
    "unparenthesized_tuple": (
        statement((3, 8), rf"return{SPACE}{STAR}", rf"{word('return')}{SPACE}{STAR}", "return"),
        hint((3, 8), rf"yield{SPACE}{STAR}", rf"{word('yield')}{SPACE}{STAR}", by_line=True, sign="yield"),
        hint((3, 8), ANOTHER, rf"\b(?:return|yield)\b{LINE},{SPACE}{STAR}", by_line=True),
        *(statement((3, 8), rf"{start}{EQUALS}{SEVERAL}", ANNOTATION) for start in ANNOTATED),
        *(
            statement((3, 9), first, rf"{ADDED}|{IN_LOOP}")
            for first in (ANOTHER, rf"={SPACE}{STAR}", rf"in(?<!\win){SPACE}{STAR}")
        ),
    ),
    "unparenthesized_assignment": (
        hint((3, 9), rf"[{{,\n]{NAMED}", rf"\{{(?:{INSIDE},)?{NAMED}", sign=":="),
        hint(
            (3, 9),
            rf"\({NAMED}(?:(?:{SIMPLE})*?\bfor\b|(?:{SIMPLE})*+{UNCLEAR})",
            rf"\({NAMED}{INSIDE}\bfor\b",
            sign=":=",
        ),
        hint((3, 10), rf"[\[,\n]{NAMED}", rf"{SUBSCRIBED}(?:{INSIDE},)?{NAMED}", sign=":="),
    ),
    "starred_index": (
        hint((3, 11), rf"{SUBSCRIBED}{SPACE}{STAR}", rf"{SUBSCRIBED}{SPACE}{STAR}"),
        hint((3, 11), rf"{SUBSCRIBED}[^\]]*?,{SPACE}{STAR}", rf"{SUBSCRIBED}{INSIDE},{SPACE}{STAR}"),
        hint(
            (3, 11),
            rf"\](?:[^\[\](),]++|,(?!{SPACE}{STAR})|\((?:[^()]++|\([^()]*+\))*+\)|\))*+,{SPACE}{STAR}",
            rf"{SUBSCRIBED}{INSIDE},{SPACE}{STAR}",
        ),
    ),
    "starred_annotation": (statement((3, 11), rf":{SPACE}{STAR}", rf":{SPACE}{STAR}"),),
    "type_parameter_default": tuple(
        hint((3, 13), parameters(kind), rf"{parameters(kind)}{INSIDE}=", in_fields=False, sign=kind)
        for kind in ("def", "class", "type")
    ),
    "unpacking_comprehension": (
        hint(
            (3, 15),
            rf"[\[({{]{SPACE}\*(?:(?:{SIMPLE})*?\bfor\b|(?:{SIMPLE})*+{UNCLEAR})",
            rf"[\[({{]{SPACE}\*{INSIDE}\bfor\b",
        ),
    ),
    "positional_only_parameter": (
        hint((3, 8), rf"/(?<=[,\s\\]/){SPACE}[,):\#]", rf",{SPACE}/", by_line=True, sign="/"),
    ),
    "positive_number": (statement((3, 15), PLUS, rf"{LINE_START}case\b", "case", within=(3, 10)),),
    "template_string": (),  # the same
    "match_statement": (
        statement((3, 10), rf"{LINE_START}case\b", rf"{LINE_START}case\b(?![ \t\f]*+[=.,)])", "case"),
    ),
    "unparenthesized_exceptions": (
        statement((3, 14), EXCEPTIONS, rf"{LINE_START}except\b{SPACE}\*?+{LINE},", "except"),
    ),
    "lazy_import": (statement((3, 15), LAZY, LAZY, "lazy"),),
    "postponed_annotation": (statement((3, 7), FUTURE, FUTURE, "__future__"),),
    "type_variable": (),  # what the next two see
    "type_parameters": tuple(
        hint((3, 12), parameters(kind), parameters(kind), in_fields=False, sign=kind)
        for kind in ("def", "class")
    ),
    "type_statement": (
        statement(
            (3, 12),
            rf"type[ \t\f\\]++[^\W\d]\w*+{SPACE}[=\[]",
            rf"{word('type')}{SPACE}\w++{SPACE}[={ITEMS}]",
            "type",
        ),
    ),
    "except_star": (statement((3, 11), rf"except{SPACE}\*", rf"{word('except')}{SPACE}\*", "except"),),
    "comprehension": tuple(
        hint((3, 11), first, rf"{ASYNCHRONOUS}{INSIDE}\bfor\b|for\b{INSIDE}{ASYNCHRONOUS}", sign=sign)
        for first, sign in (("await", "await"), (r"async[\s\\]++for\b", "async"))
    ),
    "generator_expression": (
        hint((3, 7), "await", sign="await"),
        hint((3, 7), r"async[\s\\]++for\b", sign="async"),
    ),
    "finally_clause": (hint((3, 8), r"finally[\s\S]*continue", sign="continue"),),
    "formatted_string": (hint((3, 7), "await", sign="await"),),
    "assignment_expression": (hint((3, 8), ":=", sign=":="),),
}
