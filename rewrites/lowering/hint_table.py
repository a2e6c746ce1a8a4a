"""What to look for in a text before it is parsed: for each form that older Pythons do not read, two patterns.

A hint is asked twice, see `mvpy.rewrites.lowering.hints`.
"""

from __future__ import annotations

from mvpy.rewrites.lowering.hint_patterns import (
    ADDED,
    ASYNCHRONOUS,
    BY_LINE,
    CLOSING,
    DOTTED,
    GROUP,
    IN_LOOP,
    INSIDE,
    LINE,
    LINE_START,
    NAMED,
    NEVER,
    SIMPLE,
    SIMPLE_ARGUMENTS,
    SPACE,
    STAR,
    SUBSCRIBED,
    UNCLEAR,
    WITH,
    Hint,
    hint,
    parameters,
    word,
)
from mvpy.rewrites.lowering.run_time_types.library import GENERIC, VERSIONS

# A class of the library with items, or one that gets another name.
CLASSES = "|".join(sorted({path.rpartition(".")[2] for path in GENERIC}))
ITEMS_OF_CLASSES = rf"\b(?:{CLASSES})\s*(?:\[|as\b|\#|$)"
# By the rewrites that take them.
HINTS: dict[str, tuple[Hint, ...]] = {
    "shown_field": (hint((3, 8), r"=\s*+[}!:]", NEVER),),
    "union_type": (hint((3, 10), r"\||\b(?:Union|Optional)\b[\s\S]*\bis(?:instance|subclass)\b"),),
    "generic_alias": tuple(hint(since, ITEMS_OF_CLASSES) for since in VERSIONS),
    "formatted_field": (),  # `fits_old_strings`
    "parenthesized_items": (
        hint((3, 9), WITH, rf"{word('with')}{SPACE}\((?:{INSIDE},|{INSIDE}\bas\b){INSIDE}\){SPACE}:", False),
    ),
    "decorator_expression": (
        hint(
            (3, 9),
            rf"{LINE_START}@(?!{DOTTED}(?:{SIMPLE_ARGUMENTS})?[ \t\f]*+(?:[\n\#]|$))",
            rf"\n[ \t\f\\]*+@(?!{DOTTED}{GROUP}?[ \t\f]*+(?:\n|$))",
            in_fields=False,
        ),
    ),
    "unparenthesized_tuple": (
        hint((3, 8), rf"return{SPACE}{STAR}", rf"{word('return')}{SPACE}{STAR}", in_fields=False),
        hint((3, 8), rf"yield{SPACE}{STAR}", rf"{word('yield')}{SPACE}{STAR}"),
        hint((3, 8), rf",{SPACE}{STAR}", rf"\b(?:return|yield)\b{LINE},{SPACE}{STAR}"),
        hint(
            (3, 8),
            r":[^\n]*=",
            rf"[\n;:][ \t\f\\]*+[^\n:;=]+:{LINE}(?<![=!<>:])=(?!=)(?:{LINE},|{SPACE}yield\b)",
            in_fields=False,
        ),
        hint((3, 9), rf"[-+*/%@&|^<>]={BY_LINE}|[-+*/%@&|^<>]={SPACE}{STAR}", ADDED, in_fields=False),
        hint((3, 9), rf"{word('for')}{BY_LINE}", IN_LOOP, in_fields=False),
        hint((3, 9), CLOSING, rf"{ADDED}|{IN_LOOP}", in_fields=False),
    ),
    "unparenthesized_assignment": (
        hint((3, 9), rf"[{{,\n]{NAMED}", rf"\{{(?:{INSIDE},)?{NAMED}"),
        hint(
            (3, 9),
            rf"\({NAMED}(?:(?:{SIMPLE})*?\bfor\b|(?:{SIMPLE})*+{UNCLEAR})",
            rf"\({NAMED}{INSIDE}\bfor\b",
        ),
        hint((3, 10), rf"[\[,\n]{NAMED}", rf"{SUBSCRIBED}(?:{INSIDE},)?{NAMED}"),
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
    "starred_annotation": (hint((3, 11), rf":{SPACE}{STAR}", rf":{SPACE}{STAR}", in_fields=False),),
    "type_parameter_default": tuple(
        hint((3, 13), parameters(kind), rf"{parameters(kind)}{INSIDE}=", in_fields=False)
        for kind in ("def", "class", "type")
    ),
    "unpacking_comprehension": (
        hint(
            (3, 15),
            rf"[\[({{]{SPACE}\*(?:(?:{SIMPLE})*?\bfor\b|(?:{SIMPLE})*+{UNCLEAR})",
            rf"[\[({{]{SPACE}\*{INSIDE}\bfor\b",
        ),
    ),
    "positional_only_parameter": (hint((3, 8), rf"/(?<=[,\s\\]/){SPACE}[,):\#]", rf",{SPACE}/{SPACE}[,):]"),),
    "template_string": (),  # the same
    "match_statement": (
        hint((3, 10), rf"{LINE_START}case\b", rf"{LINE_START}case\b(?![ \t\f]*+[=.,)])", in_fields=False),
    ),
    "unparenthesized_exceptions": (
        hint(
            (3, 14),
            rf"{LINE_START}except\b{SPACE}\*?+{SPACE}(?:[^\s\\(:\#][^:\n\#]*?[,(\[]|\([^()]*+\){SPACE}[^\s\\:a]|\([^()]*+\()",
            rf"{LINE_START}except\b{SPACE}\*?+{LINE},",
            in_fields=False,
        ),
    ),
    "lazy_import": (
        hint((3, 15), r"lazy[\s\\]++(?:import|from)\b", r"lazy[\s\\]++(?:import|from)\b", False),
    ),
    "postponed_annotation": (hint((3, 7), r"__future__", r"__future__[\s\\]++import\b", in_fields=False),),
    "type_variable": (),  # what the next two see
    "type_parameters": tuple(
        hint((3, 12), parameters(kind), parameters(kind), in_fields=False) for kind in ("def", "class")
    ),
    "type_statement": (
        hint(
            (3, 12),
            rf"type[ \t\f\\]++[^\W\d]\w*+{SPACE}[=\[]",
            rf"{word('type')}{SPACE}\w++{SPACE}[=\[]",
            False,
        ),
    ),
    "except_star": (hint((3, 11), rf"except{SPACE}\*", rf"{word('except')}{SPACE}\*", in_fields=False),),
    "comprehension": tuple(
        hint((3, 11), first, rf"{ASYNCHRONOUS}{INSIDE}\bfor\b|for\b{INSIDE}{ASYNCHRONOUS}")
        for first in ("await", r"async[\s\\]++for\b")
    ),
    "generator_expression": (hint((3, 7), "await"), hint((3, 7), r"async[\s\\]++for\b")),
    "finally_clause": (hint((3, 8), r"finally[\s\S]*continue"),),
    "formatted_string": (hint((3, 7), "await"),),
    "assignment_expression": (hint((3, 8), ":="),),
}
