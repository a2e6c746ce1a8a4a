"""What has changed between two trees of a program: which statements became which, and the lines of both.

A rewrite hands back the very nodes that it leaves alone, so a statement has changed if it is another node.  Where one
statement has become one with the same header, only what is in its suites has.
"""

from __future__ import annotations

import dataclasses
from collections.abc import Callable, Iterator, Sequence
from typing import NamedTuple

import libcst as cst

from mvpy.explain.model import Change, Line, meaning_of
from mvpy.machine.lines import Lined
from mvpy.tree.comment_statement import CommentStatement
from mvpy.tree.positions import lines_of, statements

SUITES = ("body", "handlers", "cases", "orelse", "finalbody")
CLAUSES = (cst.Else, cst.Finally, cst.ExceptHandler, cst.ExceptStarHandler, cst.MatchCase)
Suite = Sequence[cst.BaseStatement]


class Pair(NamedTuple):
    """Statements, what has become of them, and what stands behind them in their suite, if anything does."""

    old: Suite
    new: Suite
    behind: cst.BaseStatement | None
    above: cst.BaseStatement | None


def differences(old: Suite, new: Suite) -> Iterator[Pair]:
    """The statements of *old* that have changed, and what they are in *new*: run by run."""
    start = at = 0
    for number, statement in enumerate(old):
        where = next((n for n in range(at, len(new)) if is_same(statement, new[n])), None)
        if where is not None:
            yield from narrowed(
                Pair(old[start:number], new[at:where], statement, old[start - 1] if start else None)
            )
            start, at = number + 1, where + 1
    yield from narrowed(Pair(old[start:], new[at:], None, old[start - 1] if start else None))


def narrowed(pair: Pair) -> Iterator[Pair]:
    """What has changed in *pair*, which have nothing in common: in their suites, if only these have."""
    old, new = pair.old, pair.new
    if len(old) == len(new) == 1 and (inside := inside_of(old[0], new[0])) is not None:
        yield from inside
    elif old and new and (rest := last_ones_apart(pair)):
        yield from narrowed(rest[0])
        yield from narrowed(rest[1])
    elif old or new:
        yield pair


def last_ones_apart(pair: Pair) -> tuple[Pair, Pair] | None:
    """*pair* without the last statement of both, and these, if they say the same and stand beside others."""
    old, new = pair.old, pair.new
    if len(old) == len(new) == 1 or not is_layout(old[-1], new[-1]):
        return None
    above = old[-2] if len(old) > 1 else pair.above
    return Pair(old[:-1], new[:-1], old[-1], pair.above), Pair(old[-1:], new[-1:], pair.behind, above)


def is_layout(one: cst.BaseStatement, other: cst.BaseStatement) -> bool:
    """Do these say the same, whatever their layout?"""
    module = cst.Module([])
    return meaning_of(module.code_for_node(one)) == meaning_of(module.code_for_node(other))


def inside_of(old: cst.CSTNode, new: cst.CSTNode) -> list[Pair] | None:
    """What has changed in the suites of *old* and *new*; None if something else of them has."""
    if type(old) is not type(new) or not isinstance(old, (cst.BaseCompoundStatement, *CLAUSES)):
        return None
    found: list[Pair] = []
    for name in fields_of(old):
        before, after = getattr(old, name), getattr(new, name)
        if before is after or name in ("leading_lines", "lines_after_decorators"):
            continue
        if name not in SUITES:
            return None
        inside = inside_of_suite(before, after)
        if inside is None:
            return None
        found += inside
    return found


def inside_of_suite(old: object, new: object) -> list[Pair] | None:
    """What has changed between two values of a field that holds statements or clauses; None if they differ otherwise."""
    if isinstance(old, cst.IndentedBlock) and isinstance(new, cst.IndentedBlock):
        return list(differences(old.body, new.body)) if old.header is new.header else None
    if isinstance(old, cst.CSTNode) and isinstance(new, cst.CSTNode):
        return inside_of(old, new)
    if not isinstance(old, Sequence) or not isinstance(new, Sequence) or len(old) != len(new):
        return None
    pairs = [inside_of(*pair) if pair[0] is not pair[1] else [] for pair in zip(old, new, strict=True)]
    return None if None in pairs else [pair for one in pairs if one for pair in one]


def is_same(one: cst.CSTNode, other: cst.CSTNode) -> bool:
    """Are these the same statement, but for the blank lines and comments above?"""
    if one is other:
        return True
    if type(one) is not type(other) or isinstance(one, CommentStatement):
        return False
    return all(
        getattr(one, name) is getattr(other, name) for name in fields_of(one) if name != "leading_lines"
    )


def fields_of(node: cst.CSTNode) -> list[str]:
    """The names of the fields of *node*."""
    return [field.name for field in dataclasses.fields(node)]


def change_of(pair: Pair, module: cst.Module, read: Lined, lines: Callable[[cst.CSTNode], int]) -> Change:
    """The *pair* of statements before and after, as lines of *module*.

    *read* has the lines of the statements of the source, and *lines* gives that of any statement, 0 if it has none.
    """

    def line_in_source(node: cst.CSTNode) -> int:
        return read[id(node)][1] if id(node) in read else 0

    kept = {id(one) for one in inner(pair.old)} & {id(one) for one in inner(pair.new)}
    before = written(pair.old, module, kept, line_in_source, True)
    after = written(pair.new, module, kept, lines, False)
    while before and after and is_remark(before[0].text) and before[0].text == after[0].text:
        before, after = before[1:], after[1:]
    before, after = stripped(before), stripped(after)
    return Change(
        before[0].source if before else place_of_nothing(pair, module, line_in_source), before, after
    )


def place_of_nothing(pair: Pair, module: cst.Module, line: Callable[[cst.CSTNode], int]) -> int:
    """The line above which the new statements of *pair* stand, where there are no old ones."""
    if pair.behind is not None:
        return line(pair.behind) - len(getattr(pair.behind, "leading_lines", ()))
    if pair.above is None:
        return 1
    return line(pair.above) + len(stripped(written([pair.above], module, set(), line, True)))


def inner(suite: Suite) -> Iterator[cst.CSTNode]:
    """The statements of *suite*, and those in them."""
    return (node for node, _, _ in statements(cst.Module([]).with_changes(body=suite)))


def written(
    suite: Suite, module: cst.Module, kept: set[int], lines: Callable[[cst.CSTNode], int], is_source: bool
) -> tuple[Line, ...]:
    """The lines of *suite*; those of statements that are *kept* say so, and so do all where they come from.

    If it *is_source*, each line below the first of a statement is the next line of the source.
    """
    tree = module.with_changes(body=suite, header=(), footer=())
    texts = lines_of(tree.code) if suite else []
    starts = {line: node for node, line, _ in statements(tree)}
    found: list[Line] = []
    origin, first, is_kept = 0, 1, False
    for number, text in enumerate(texts, 1):
        if (node := starts.get(number)) is not None:
            origin, first, is_kept = (
                lines(node) or (found[0].source if found else 0),
                number,
                id(node) in kept,
            )
        follows = origin and (is_source or is_kept)
        found.append(Line(text, origin + number - first if follows else origin, is_kept))
    return tuple(with_what_is_above(found, starts))


def with_what_is_above(lines: Sequence[Line], starts: dict[int, cst.CSTNode]) -> list[Line]:
    """*lines*, in which blank lines and comments go with the statement below; *starts* are where statements begin."""
    out = list(lines)
    for number in range(len(out) - 1, 0, -1):
        above, below = out[number - 1], out[number]
        if is_remark(above.text) and (number + 1 in starts or is_remark(below.text)):
            out[number - 1] = Line(above.text, max(below.source - 1, 0), below.kept)
    return out


def is_remark(text: str) -> bool:
    """Is there nothing but a comment on the line *text*, if anything?"""
    return not text.strip() or text.lstrip().startswith("#")


def stripped(lines: tuple[Line, ...]) -> tuple[Line, ...]:
    """*lines* without the blank ones around them."""
    numbers = [number for number, line in enumerate(lines) if line.text.strip()]
    return lines[numbers[0] : numbers[-1] + 1] if numbers else ()
