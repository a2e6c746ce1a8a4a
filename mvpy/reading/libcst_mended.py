"""libcst, with its oversights mended: it refuses brackets that need no space beside a word, and a template string
as the right one of two neighbours.

    return(a if b else c)       its conditional expression forgets its own parentheses
    return(lambda: a)           its lambda asks a `super()` that does not know it
    t"a" t"b"                   its check of neighbours does not know that kind of string
    return.5                    its numbers do not know that a point is no part of a word
    async  # and a comment      its check of `async` in a comprehension knows only plain spaces
    f"{a!r }"                   its check of conversions knows no space behind them

It writes an `elif` from inside the one before; a long row of them is more than the stack of some Pythons takes.
So is a long sum: it writes each node by a call with `**kwargs`, which needs stack of C up to Python 3.13.

Each space is held against a regular expression, and nearly half of the nodes that its parser makes are spaces.

Its kinds of nodes are abstract base classes, that is why to ask what kind a node is takes long (see `QuickMeta`).
"""

from __future__ import annotations

from abc import ABCMeta
from collections.abc import Callable, Iterator
from contextlib import ExitStack
from typing import Any

import libcst as cst
from libcst._nodes.expression import ExpressionPosition
from libcst._nodes.internal import CodegenState

USUAL_SPACES = frozenset({"", " "})
_validate_space = cst.SimpleWhitespace._validate
_validate_neighbours = cst.ConcatenatedString._validate
_conditional_without_parentheses = cst.IfExp._safe_to_use_with_word_operator


def validate_space(node: cst.SimpleWhitespace) -> None:
    """A CSTValidationError unless *node* is a space between tokens."""
    if node.value not in USUAL_SPACES:
        _validate_space(node)


def validate_neighbours(node: cst.ConcatenatedString) -> None:
    """A CSTValidationError unless *node* can be a concatenation."""
    if isinstance(node.right, cst.TemplatedString):
        cst.BaseString._validate(node)
    else:
        _validate_neighbours(node)


def conditional_beside_a_word(node: cst.IfExp, position: ExpressionPosition) -> bool:
    """Whether *node* may stand beside a word with no space between."""
    return bool(node.lpar) or _conditional_without_parentheses(node, position)


def lambda_beside_a_word(node: cst.Lambda, position: ExpressionPosition) -> bool:
    """Whether *node* may stand beside a word with no space between: it starts with one, and ends as its body does."""
    if node.lpar:
        return True
    return position is ExpressionPosition.LEFT and node.body._safe_to_use_with_word_operator(position)


def number_beside_a_word(node: cst.BaseNumber, position: ExpressionPosition) -> bool:
    """Whether *node* may stand beside a word with no space between: it starts with a point, or the word is behind it."""
    if position is ExpressionPosition.LEFT or node.lpar:
        return True
    return isinstance(node, (cst.Float, cst.Imaginary)) and node.value.startswith(".")


def validate_asynchronous(node: cst.Asynchronous) -> None:
    """A CSTValidationError unless there is a space behind `async`."""
    if node.whitespace_after.empty:
        raise cst.CSTValidationError("Must have at least one space after Asynchronous.")


def validate_conversion(node: cst.FormattedStringExpression | cst.TemplatedStringExpression) -> None:
    """A CSTValidationError unless the conversion of *node* starts with one of the three there are."""
    if node.conversion is not None and node.conversion[:1] not in ("s", "r", "a"):
        raise cst.CSTValidationError("Invalid conversion.")


def write_branches(node: cst.If, state: CodegenState, is_elif: bool = False) -> None:
    """Write *node* with its branches, one after the other."""
    with ExitStack() as branches:
        while True:
            write_branch(node, state, "elif" if is_elif else "if", branches)
            clause = node.orelse
            if not isinstance(clause, cst.If):
                break
            state.before_codegen(clause)
            branches.callback(state.after_codegen, clause)
            node, is_elif = clause, True
        if clause is not None:
            clause._codegen(state)


def write_branch(node: cst.If, state: CodegenState, word: str, branches: ExitStack) -> None:
    """Write the first branch of *node*, which begins with *word*; when it ends is known when *branches* are left."""
    for line in node.leading_lines:
        line._codegen(state)
    state.add_indent_tokens()
    end = node.body if node.orelse is None else node.orelse
    branches.enter_context(state.record_syntactic_position(node, end_node=end))
    state.add_token(word)
    node.whitespace_before_test._codegen(state)
    node.test._codegen(state)
    node.whitespace_after_test._codegen(state)
    state.add_token(":")
    node.body._codegen(state)


def write(node: cst.CSTNode, state: CodegenState, **options: Any) -> None:
    """Write *node*; without *options*, which most nodes know none of, by a call that needs no stack of C."""
    state.before_codegen(node)
    if options:
        node._codegen_impl(state, **options)
    else:
        node._codegen_impl(state)
    state.after_codegen(node)


class QuickMeta(ABCMeta):
    """The type of libcst's kinds of nodes: `isinstance` goes by what they inherit from, and by nothing else.

    An abstract base class also looks for what is registered with it; nobody registers anything with a kind of node.
    It takes 200 to 400 ns, so 60 to 90; that was a tenth of the time.
    """

    __instancecheck__ = type.__instancecheck__
    __subclasscheck__ = type.__subclasscheck__


def with_subclasses(cls: type) -> Iterator[type]:
    """*cls*, its subclasses, and theirs."""
    yield cls
    subclasses: list[type] = cls.__subclasses__()
    for subclass in subclasses:
        yield from with_subclasses(subclass)


MENDED: tuple[tuple[type[cst.CSTNode], str, Callable[..., object]], ...] = (
    (cst.CSTNode, "_codegen", write),
    (cst.If, "_codegen_impl", write_branches),
    (cst.IfExp, "_safe_to_use_with_word_operator", conditional_beside_a_word),
    (cst.Lambda, "_safe_to_use_with_word_operator", lambda_beside_a_word),
    (cst.BaseNumber, "_safe_to_use_with_word_operator", number_beside_a_word),
    (cst.SimpleWhitespace, "_validate", validate_space),
    (cst.ConcatenatedString, "_validate", validate_neighbours),
    (cst.Asynchronous, "_validate", validate_asynchronous),
    (cst.FormattedStringExpression, "_validate", validate_conversion),
    (cst.TemplatedStringExpression, "_validate", validate_conversion),
)
for kind, method, mended in MENDED:
    setattr(kind, method, mended)
for node_kind in {*with_subclasses(cst.CSTNode)}:
    setattr(node_kind, "__class__", QuickMeta)  # noqa: B010  no type says that a class may change its type
