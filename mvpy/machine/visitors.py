"""What a walk does at a node: a function for each kind, written from the kind's description.

A visitor walks the fields of its node, rebuilds it if one has changed, and hands it to the walk for its rules.  Visitors
are generated, since most of the time of a walk is spent in them, and since a walk lasts a millisecond and needs
some twenty of them: to make one must cost little.  `visitor_lines` shows what they look like.
"""

from __future__ import annotations

import dataclasses
from collections.abc import Callable, Iterable, Iterator
from functools import cache

import libcst as cst

from mvpy.tree.description import TABLE, Field, Role, walked_fields
from mvpy.tree.generated import compiled, function
from mvpy.tree.let import Let
from mvpy.tree.nodes import CLAUSES, STATEMENTS, maker, possible_children
from mvpy.tree.spacing import GAPS, spaced
from mvpy.tree.suite import as_else, filled

# Kinds of expressions whose rules ask for their position, and where a position other than VALUE is given.
POSITIONAL = frozenset({
    cst.BooleanOperation, cst.UnaryOperation, cst.Comparison, cst.IfExp, cst.NamedExpr, cst.Yield, cst.Await,
    cst.FormattedString, cst.TemplatedString, cst.ConcatenatedString, cst.SimpleString, cst.Integer,
})  # fmt: skip
CONSTANT = (cst.Name, cst.Integer, cst.Float, cst.Imaginary, cst.SimpleString, cst.Ellipsis)
FORMATTED = frozenset({cst.FormattedString, cst.ConcatenatedString, cst.TemplatedString})
# Fields that are sometimes walked in another way, which is tried first.
OTHERWISE: dict[tuple[type, str], str] = {
    (
        cst.AnnAssign,
        "annotation",
    ): "if place.in_function and not walk.enters_all: pass",  # nobody evaluates it there
    (cst.TypeVar, "bound"): "if bound.__class__ is Tuple: bound = walk.constraints(bound)",
    (
        cst.Call,
        "args",
    ): "if func.__class__ is Name and walk.hosted.used.get(func.value) == 'truth': args = walk.asked(args)",
}
PARAMETERS = (
    "walk, place, rules, visitors, learn, sequence, walk_target, lines, looked_for, known, node_kinds"
)


@cache
def visitor_maker(
    cls: type, ruled: bool, skipping: bool, shallow: bool, names_pass: bool
) -> Callable[..., Callable[..., object]]:
    """A function of what PARAMETERS names that gives ``visitor(node)`` for nodes of type *cls*.

    They are *ruled* if there are rules for them.  With *skipping*, statements that hold nothing for the rules are
    not entered.  A *shallow* visitor enters suites only.  *names_pass*: names are left as they are.
    """
    walked = entered_fields(cls) if shallow else walked_fields(cls)
    lines = visitor_lines(cls, ruled, skipping, walked, names_pass)
    source = "\n    ".join([f"def made({PARAMETERS}):", *lines, "return visitor"])
    env = {
        "Name": cst.Name,
        "Tuple": cst.Tuple,
        "POSITIONAL": POSITIONAL,
        "as_else": as_else,
        "filled": filled,
        "spaced": spaced,
    }
    env |= {f"position_of_{name}": field.position for name, field in walked_fields(cls).items()}
    if dataclasses.is_dataclass(cls):
        env["make"] = maker(cls)
    return function(compiled(source, f"visitor for {cls.__name__}"), "made", env)


def entered_fields(cls: type) -> dict[str, Field]:
    """The fields of *cls* in which there are statements; of other nodes than statements and clauses all that are walked."""
    walked = walked_fields(cls)
    if not issubclass(cls, (*STATEMENTS, *CLAUSES)):
        return walked
    return {
        name: field for name, field in walked.items()
        if name in ("handlers", "cases") or field.role is Role.SUITE and cls is not cst.SimpleStatementLine
    }  # fmt: skip


def is_shallow(kinds: Iterable[type]) -> bool:
    """Do rules for *kinds* of nodes need to see statements only, none of which stands in an expression?"""
    return all(issubclass(kind, (*STATEMENTS, *CLAUSES, cst.BaseSmallStatement)) for kind in kinds)


def visitor_lines(
    cls: type, ruled: bool, skipping: bool, walked: dict[str, Field], names_pass: bool
) -> Iterator[str]:
    """The lines of ``visitor(node)`` for nodes of type *cls*, whose fields *walked* it enters."""
    yield "def visitor(node):"
    if cls is Let:  # its rule has seen to what is in it
        yield "    return node"
        return
    yield "    old = node"
    if issubclass(cls, (*STATEMENTS, *CLAUSES, cst.SimpleStatementSuite)):
        yield from arriving(cls, skipping)
    if cls in POSITIONAL:
        yield "    position, place.position = place.position, 'value'"
    for name, field in walked.items():
        yield from walking(cls, name, field, names_pass)
    yield from rebuilding(cls, walked)
    yield from applying(cls, ruled)


def arriving(cls: type, skipping: bool) -> Iterator[str]:
    """What comes before the fields of what has a line of its own."""
    yield "    entry = lines.get(id(node))"
    yield "    if entry is not None: place.line = entry[1]"
    if heads_suite(cls):
        yield "    line = place.line"
    if skipping and issubclass(cls, STATEMENTS):
        yield "    if not (known(id(node)) or node_kinds(node)) & looked_for:"
        yield from ["        walk.chained = False"] if is_chained(cls) else []
        yield "        return node"
    if is_chained(cls):
        yield "    chained, walk.chained = walk.chained, False"
    if scope := scope_of_body(cls):
        yield f"    place.functions.append({'None' if scope == 'class' else 'node.name.value'})"


def walking(cls: type, name: str, field: Field, names_pass: bool) -> Iterator[str]:
    """Walk the field *name* of a *cls*; a name in it is passed over, if *names_pass*."""
    yield f"    old_{name} = {name} = node.{name}"
    if field.target:
        yield f"    {name} = walk_target({name})"
        return
    if field.role is Role.SUITE and field.scope:
        yield "    place.blocks.append(node)"
    if field.role is Role.SUITE and field.joined:
        yield f"    walk.chained = {name}.__class__ is old.__class__"
    other = OTHERWISE.get((cls, name))
    if other:
        yield f"    {other}"
    yield f"    {'el' if other else ''}if {name} is None: pass"
    if names_pass and cst.Name in possible_children(cls)[name]:  # half of all expressions are names
        yield f"    elif {name}.__class__ is Name: pass"
    several = "walk.suite_body" if cls is cst.IndentedBlock else "sequence"
    yield f"    elif {name}.__class__ is tuple or {name}.__class__ is list: {name} = {name} and {several}({name})"
    visitor = f"(visitors({name}.__class__) or learn({name}.__class__))({name})"
    if field.position != "value":
        own = "position" if cls in POSITIONAL else "'value'"
        position = (
            repr(field.position) if isinstance(field.position, str) else f"position_of_{name}(node, {own})"
        )
        yield f"    elif {name}.__class__ in POSITIONAL:"
        yield f"        place.position = {position}"
        yield f"        {name} = {visitor}"
        yield "        place.position = 'value'"
    yield f"    else: {name} = {visitor}"
    if field.role is Role.SUITE and field.scope:
        yield "    place.blocks.pop()"
    if field.role is Role.SUITE and heads_suite(cls):
        yield "    place.line = line"  # what follows stands where the suite's header does
    if field.role is Role.SUITE and field.joined:
        yield f"    if {name}.__class__ is tuple: {name} = as_else({name})"
    if cls is cst.IndentedBlock:
        yield f"    if {name} is not old_{name}: {name} = filled({name})"


def rebuilding(cls: type, walked: dict[str, Field]) -> Iterator[str]:
    """Another node, if one of the fields *walked* has changed."""
    if walked:
        fields = (field.name for field in dataclasses.fields(cls))
        yield f"    if {' or '.join(f'{name} is not old_{name}' for name in walked)}:"
        yield f"        node = make({', '.join(name if name in walked else f'node.{name}' for name in fields)})"
        if cls in GAPS:
            yield "        node = spaced(node)"


def applying(cls: type, ruled: bool) -> Iterator[str]:
    """Give the node to the walk, which has the rules."""
    position = "position" if cls in POSITIONAL else "'value'"
    if cls is cst.SimpleStatementLine:
        yield "    return walk.line(node, old)"
    elif scope_of_body(cls):
        yield "    node = walk.statement(node, old, rules)"
        yield "    place.functions.pop()"
        yield "    return node"
    elif issubclass(cls, STATEMENTS):
        yield "    if rules is None and not walk.letting and node is old: return node"
        own = "None if chained and 'elif' not in walk.sees else rules" if is_chained(cls) else "rules"
        yield f"    return walk.statement(node, old, {own})"
    elif issubclass(cls, cst.BaseExpression) and not issubclass(cls, CONSTANT):
        if not ruled:
            plain = "node is old or walk.keeps_fields(node, old)" if cls in FORMATTED else "True"
            yield f"    if not walk.letting and ({plain}): return node"
        before = ", old" if cls in FORMATTED or opens_scope(cls) else ""
        yield f"    return walk.expression(node, rules, {position}{before})"
    elif cls in CLAUSES:
        yield "    if node is not old: walk.moved(old, node)"
        yield "    new = walk.apply(node, rules, 'value')"
        yield "    if new is not node: walk.moved(node, new)"
        yield "    return new"
    elif ruled and not issubclass(cls, cst.BaseSmallStatement):
        yield f"    return walk.apply(node, rules, {position})"
    else:
        yield "    return node"


def heads_suite(cls: type) -> bool:
    """Is a node of type *cls* a compound statement, or a clause of one?"""
    return issubclass(cls, (cst.BaseCompoundStatement, *CLAUSES))


def is_chained(cls: type) -> bool:
    """Can a node of type *cls* be the clause of one like it, as an `elif` is?"""
    return any(field.role is Role.SUITE and field.joined for field in walked_fields(cls).values())


def scope_of_body(cls: type) -> str:
    """The kind of scope that the suite of a definition is; nothing for other statements."""
    return next((field.scope for field in walked_fields(cls).values() if field.role is Role.SUITE), "")


DEFINITIONS = frozenset(cls for cls in TABLE if scope_of_body(cls))


def opens_scope(cls: type) -> bool:
    return any(field.scope for field in walked_fields(cls).values())
