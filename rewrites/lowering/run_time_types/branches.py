"""Which branches of an `if` run on a host: of `TYPE_CHECKING`, and of what asks for the version of Python."""

from __future__ import annotations

import operator
from collections.abc import Callable, Iterator

import libcst as cst

Version = tuple[int, ...]
COMPARED: dict[type[cst.BaseCompOp], Callable[[Version, Version], bool]] = {
    cst.GreaterThanEqual: operator.ge,
    cst.LessThan: operator.lt,
}


def branches_that_run(
    node: cst.If, path: Callable[[cst.CSTNode], str], version: Version | None
) -> Iterator[cst.CSTNode]:
    """The suite of *node* and what follows it, without what never runs on the *version*; *path* says what a name means."""
    known = outcome(node.test, path, version)
    if known is not False:
        yield node.body
    if known is not True and node.orelse is not None:
        yield node.orelse


def outcome(
    test: cst.BaseExpression, path: Callable[[cst.CSTNode], str], version: Version | None
) -> bool | None:
    """The truth of *test* on the *version*, None if nobody knows."""
    match test:
        case cst.Name(value="TYPE_CHECKING") | cst.Attribute(attr=cst.Name(value="TYPE_CHECKING")):
            return False
        case cst.UnaryOperation(operator=cst.Not(), expression=inner):
            known = outcome(inner, path, version)
            return None if known is None else not known
        case cst.Comparison(
            left=left,
            comparisons=[cst.ComparisonTarget(operator=compared, comparator=cst.Tuple(elements=[*elements]))],
        ) if (
            type(compared) in COMPARED and version is not None and path(left) == "sys.version_info"
        ):
            numbers = [element.value for element in elements]
            if all(isinstance(number, cst.Integer) for number in numbers) and len(numbers) <= 2:
                asked = tuple(number.evaluated_value for number in numbers if isinstance(number, cst.Integer))
                return COMPARED[type(compared)](version[: len(asked)], asked)
    return None
