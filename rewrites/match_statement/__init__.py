"""The `match` statement: tests of the subject, and names that are bound when all of a pattern holds.

    match shape:
        case "dot" | None:
            area = 0
        case [width, height]:
            area = width * height
        case Square(side=Length(metres=0)):
            area = 0
        case _:
            area = unknown

becomes

    _subject = shape
    if _subject == "dot" or _subject is None:
        area = 0
    elif _is_sequence(_subject) and len(_subject) == 2:
        width, height = _subject
        area = width * height
    elif (
        _is_instance(_subject, Square)
        and (_part := getattr(_subject, "side", _missing)) is not _missing
        and _is_instance(_part, Length)
        and getattr(_part, "metres", _missing) == 0
    ):
        area = 0
    else:
        area = unknown

Grammar
    match_stmt ::= "match" subject_expr ":" case_block+
    case_block ::= "case" patterns ["if" guard] ":" suite

Meaning
    1. The subject is evaluated once. Cases are tried in turn; the first that matches and whose guard is true runs.
    2. Names are bound when the whole pattern has matched, before the guard, which may still say no.
    3. A value pattern asks `subject == value`; `None`, `True` and `False` are compared by `is`.
    4. A sequence pattern asks for the length, and only then for the items: by iteration, around `*_` by index.
    5. A mapping pattern calls `get` for its keys; equal keys are a ValueError, before it
       looks at a value. `**rest` is a new dict.
    6. A class pattern asks `isinstance`, then for all its attributes, and then looks at them. Positional patterns take
       their names from `__match_args__`; for `int`, `str` and their like the one is for the subject itself.
    7. Names before `=` in a class pattern are attributes, and not mangled.
    8. `match`, `case` and `_` are names elsewhere.

Exactly
    1. (words) What is wrong with a class or its `__match_args__` is told as CPython tells it.
    2. (release) Subject and parts of it are let go before the suite runs.
    3. (kinds) What is a sequence or a mapping is written in a flag of the type, which bases hand on and `register` sets.
       The items of a sequence are fetched by iteration; the length of the subject is asked for in each case. `get` of a
       mapping is fetched once; its values, and all attributes of a class pattern, are fetched before one is looked at.

Differs
    What a pattern has fetched that fails after that is let go when the next one fetches, or a suite runs.
    An error in a pattern of several lines stands at the line of its `case`.

Reference
    https://docs.python.org/3/reference/compound_stmts.html#the-match-statement
    PEP 634; PEP 636
"""

import libcst as cst

from mvpy.machine.context import Context
from mvpy.machine.contract import Construct, Contract, Newer
from mvpy.machine.rewrite import rewrites
from mvpy.rewrites.match_statement.branches import Matching
from mvpy.tree.suite import Statements

CONTRACT = Contract(
    removes=Construct("match", cst.Match),
    grammar=(
        "match_stmt, subject_expr, case_block, guard, patterns, as_pattern, or_pattern, "
        "literal_pattern, capture_pattern, wildcard_pattern, value_pattern, attr, group_pattern, "
        "sequence_pattern, open_sequence_pattern, maybe_sequence_pattern, star_pattern, "
        "mapping_pattern, key_value_pattern, double_star_pattern, class_pattern, name_or_attr, "
        "keyword_pattern"
    ),
    words=("pattern", "pattern matching", "guard", "wildcard", "_", "switch"),
    since=(3, 10),
    newer=(Newer((3, 10), "a match statement"),),
)


@rewrites(cst.Match)
def match_statement(node: cst.Match, cx: Context) -> Statements:
    return Matching(node, cx).statements()
