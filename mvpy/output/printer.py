"""Print the strict core, laid out as black lays it out, many times faster than libcst prints.

    text = print_core(module)
    text, owners = print_core_with_lines(module)  # owners[k]: the node that line k + 1 comes from

In: a libcst `Module` that is strict core; `CommentStatement` may stand between the statements.  Out: its text.
Whitespace and parentheses of the tree do not count, nor do comments inside them; all other comments are
printed as they are, in order, and blank lines where black leaves them.  `black --check` on the text changes
nothing, if the comments are as black writes them.  The printer does not judge: what the core has no place
for (an `else`, a decorator) is not looked at.

A statement that fits in the line is joined and written: that is nearly all of them, and the reason for
the speed.  `_Page` keeps black's rules of blank lines; `_Layout` splits what does not fit.

Where black would leave several layouts alone, ours is the one that depends neither on the rest of the file
nor on the version of black: an exploded list always ends with a comma, also after `*items` (black adds that
comma only if it finds out that the file is for Python 3.6 or newer, and never takes it away), and no blank
line follows the line of a `def` unless another `def` does (some versions remove it, none adds it).

Reference
    black/lines.py (EmptyLineTracker), black/linegen.py (right_hand_split, delimiter_split, left_hand_split)
"""

from __future__ import annotations

import re
from bisect import bisect
from collections.abc import Callable, Iterable, Mapping, Sequence
from contextvars import ContextVar
from itertools import accumulate
from typing import Any

import libcst as cst
from libcst import (
    Assign,
    Call,
    CSTNode,
    Expr,
    FunctionDef,
    Integer,
    Module,
    Name,
    Nonlocal,
    Raise,
    Return,
    SimpleStatementLine,
    Try,
    While,
    Yield,
)

from mvpy.tree.comment_statement import CommentStatement
from mvpy.tree.nodes import bound_by

_Core = Any  # a node of the core: what may be in which field libcst's types do not say
LINE_LENGTH = 88  # what black takes, if nobody tells it
AS_IT_IS = "  # fmt: skip"  # what black leaves on its line, however long that is
STEP = 4  # columns of one indentation
_ENCODING = re.compile(r"#.*?coding[:=][ \t]*(?!utf-8\b)[-\w.]+")  # PEP 263; UTF-8 is what it is without
_TYPE_COMMENT = re.compile(r"#\s*type:")
_TYPE_IGNORE = re.compile(r"#\s*type:\s*ignore")

# Where the characters begin, and where they end, that take two columns (Unicode 17: East Asian, emoji).
# A table, not `unicodedata`: the same program has to be laid out alike by every Python that runs mvpy.
_WIDE = (  # fmt: skip
    0x1100, 0x1160, 0x231A, 0x231C, 0x2329, 0x232B, 0x23E9, 0x23ED, 0x23F0, 0x23F1, 0x23F3, 0x23F4,
    0x25FD, 0x25FF, 0x2614, 0x2616, 0x2630, 0x2638, 0x2648, 0x2654, 0x267F, 0x2680, 0x268A, 0x2690,
    0x2693, 0x2694, 0x26A1, 0x26A2, 0x26AA, 0x26AC, 0x26BD, 0x26BF, 0x26C4, 0x26C6, 0x26CE, 0x26CF,
    0x26D4, 0x26D5, 0x26EA, 0x26EB, 0x26F2, 0x26F4, 0x26F5, 0x26F6, 0x26FA, 0x26FB, 0x26FD, 0x26FE,
    0x2705, 0x2706, 0x270A, 0x270C, 0x2728, 0x2729, 0x274C, 0x274D, 0x274E, 0x274F, 0x2753, 0x2756,
    0x2757, 0x2758, 0x2795, 0x2798, 0x27B0, 0x27B1, 0x27BF, 0x27C0, 0x2B1B, 0x2B1D, 0x2B50, 0x2B51,
    0x2B55, 0x2B56, 0x2E80, 0x2E9A, 0x2E9B, 0x2EF4, 0x2F00, 0x2FD6, 0x2FF0, 0x302A, 0x3030, 0x303F,
    0x3041, 0x3097, 0x309B, 0x3100, 0x3105, 0x3130, 0x3131, 0x318F, 0x3190, 0x31E6, 0x31EF, 0x321F,
    0x3220, 0x3248, 0x3250, 0xA48D, 0xA490, 0xA4C7, 0xA960, 0xA97D, 0xAC00, 0xD7A4, 0xF900, 0xFB00,
    0xFE10, 0xFE1A, 0xFE30, 0xFE53, 0xFE54, 0xFE67, 0xFE68, 0xFE6C, 0xFF01, 0xFF61, 0xFFE0, 0xFFE7,
    0x16FE0, 0x16FE4, 0x16FF2, 0x16FF7, 0x17000, 0x18CD6, 0x18CFF, 0x18D1F, 0x18D80, 0x18DF3,
    0x1AFF0, 0x1AFF4, 0x1AFF5, 0x1AFFC, 0x1AFFD, 0x1AFFF, 0x1B000, 0x1B123, 0x1B132, 0x1B133,
    0x1B150, 0x1B153, 0x1B155, 0x1B156, 0x1B164, 0x1B168, 0x1B170, 0x1B2FC, 0x1D300, 0x1D357,
    0x1D360, 0x1D377, 0x1F004, 0x1F005, 0x1F0CF, 0x1F0D0, 0x1F18E, 0x1F18F, 0x1F191, 0x1F19B,
    0x1F200, 0x1F203, 0x1F210, 0x1F23C, 0x1F240, 0x1F249, 0x1F250, 0x1F252, 0x1F260, 0x1F266,
    0x1F300, 0x1F321, 0x1F32D, 0x1F336, 0x1F337, 0x1F37D, 0x1F37E, 0x1F394, 0x1F3A0, 0x1F3CB,
    0x1F3CF, 0x1F3D4, 0x1F3E0, 0x1F3F1, 0x1F3F4, 0x1F3F5, 0x1F3F8, 0x1F3FB, 0x1F400, 0x1F43F,
    0x1F440, 0x1F441, 0x1F442, 0x1F4FD, 0x1F4FF, 0x1F53E, 0x1F54B, 0x1F54F, 0x1F550, 0x1F568,
    0x1F57A, 0x1F57B, 0x1F595, 0x1F597, 0x1F5A4, 0x1F5A5, 0x1F5FB, 0x1F650, 0x1F680, 0x1F6C6,
    0x1F6CC, 0x1F6CD, 0x1F6D0, 0x1F6D3, 0x1F6D5, 0x1F6D9, 0x1F6DC, 0x1F6E0, 0x1F6EB, 0x1F6ED,
    0x1F6F4, 0x1F6FD, 0x1F7E0, 0x1F7EC, 0x1F7F0, 0x1F7F1, 0x1F90C, 0x1F93B, 0x1F93C, 0x1F946,
    0x1F947, 0x1FA00, 0x1FA70, 0x1FA7D, 0x1FA80, 0x1FA8B, 0x1FA8E, 0x1FAC7, 0x1FAC8, 0x1FAC9,
    0x1FACD, 0x1FADD, 0x1FADF, 0x1FAEB, 0x1FAEF, 0x1FAF9, 0x20000, 0x2FFFE, 0x30000, 0x3FFFE,
)

# The columns of a line of what is being printed.
_LIMIT = ContextVar("limit", default=LINE_LENGTH)
# Names that are written otherwise: name -> the pieces of what is written where it is read.
_AS_THEY_ARE: Mapping[str, Sequence[str]] = {}
_OTHERWISE = ContextVar("otherwise", default=_AS_THEY_ARE)

# What the line before was, for the blank lines in front of the next one.
_NOTHING, _PLAIN, _COMMENT, _OPENER, _DEF = range(5)


def print_core(module: Module, newline: str = "\n") -> str:
    """The text of *module*, every line ended by *newline*."""
    return _joined(_printed(module).lines, newline)


def print_core_with_lines(
    module: Module,
    newline: str = "\n",
    skips: bool = False,
    limit: int = LINE_LENGTH,
    in_place: Mapping[str, cst.BaseExpression] | None = None,
) -> tuple[str, list[CSTNode | None]]:
    """The text of *module*, and for each of its lines the node that it comes from.

    The node is the statement, the `ExceptHandler` for the line of an `except`, and for the comments above a
    statement that statement.  Blank lines, and comments that belong to no statement, have None.
    *skips*: a line that ends in `# fmt: skip` stays one line.  No other is longer than *limit*, if it can be split.
    *in_place* has expressions that are written where certain names are read.
    """
    otherwise = {name: _pieces(expression) for name, expression in (in_place or {}).items()}
    tokens = _LIMIT.set(limit), _OTHERWISE.set(otherwise)
    try:
        page = _printed(module, skips)
    finally:
        _LIMIT.reset(tokens[0])
        _OTHERWISE.reset(tokens[1])
    return _joined(page.lines, newline), page.owners


def _printed(module: Module, skips: bool = False) -> _Page:
    """The page that *module* fills."""
    page = _Page()
    page.skips = skips
    if module.header:
        page.remarks(module.header, 0, None)
    _print_statements(module.body, 0, page)
    if module.footer:
        page.remarks(module.footer, 0, None)
    page.keep_encoding()
    return page


def _joined(lines: list[str], newline: str) -> str:
    """The lines, each of them ended; nothing if there are none."""
    return newline.join(lines) + newline if lines else ""


class _Page:
    """The lines so far, their owners, and what black's rules of blank lines have to remember.

    `begin` is called before each line that is not a comment, and `remarks` writes comments; both put the
    blank lines that black would put.  Whoever calls `begin` then appends to `lines` and `owners`.
    """

    __slots__ = (
        "lines",
        "owners",
        "blanks",
        "last",
        "last_depth",
        "defs",
        "lead",
        "lead_blanks",
        "pushed",
        "skips",
    )

    def __init__(self) -> None:
        self.lines: list[str] = []
        self.owners: list[CSTNode | None] = []
        self.blanks = 0  # blank lines that the tree has before the next line
        self.last = _NOTHING  # what the last line is
        self.last_depth = 0
        self.defs = [-1]  # depths of the defs whose bodies may still go on
        self.lead = -1  # index of the first comment of those that lead the next line, -1 if none may be moved
        self.lead_blanks = -1  # blank lines before that comment, -1 if there is no such comment
        self.skips = False  # does a line with `# fmt: skip` stay as it is?
        self.pushed = 0  # blank lines at the top of the tree, before anything is printed

    def begin(self, depth: int, kind: int, keeps_one: bool = False) -> None:
        """Put the blank lines before a line of *kind*; *keeps_one*: it goes on a statement (`except`)."""
        if self.blanks or self.defs[-1] >= depth or kind == _DEF:
            blanks = self._before_def(depth) if kind == _DEF else self._before(depth, keeps_one)
            self._blank_lines(blanks)
        self.lead_blanks = -1
        self.last = kind
        self.last_depth = depth

    def remarks(self, empty_lines: Sequence[cst.EmptyLine], depth: int, owner: CSTNode | None) -> None:
        """Write the comments of *empty_lines*; blank ones are counted for the line after them."""
        for line in empty_lines:
            if line.comment is None:
                self.blanks += 1
            else:
                self._comment(line.comment.value, depth, owner)

    def _comment(self, text: str, depth: int, owner: CSTNode | None) -> None:
        """Write one comment on a line of its own."""
        blanks = self._before(depth, False)
        self._blank_lines(blanks)
        if blanks or (self.last != _COMMENT and self.lead_blanks < 0):
            opened = self.last in (_NOTHING, _OPENER, _DEF)
            self.lead = -1 if opened else len(self.lines)
            self.lead_blanks = blanks
        self.last = _COMMENT
        self.last_depth = depth
        self.lines.append(" " * (STEP * depth) + text)
        self.owners.append(owner)

    def _before(self, depth: int, keeps_one: bool) -> int:
        """How many blank lines go before a line that is no def."""
        blanks = self._asked(depth)
        closed = self._closed_def(depth)
        if self.last == _NOTHING:
            return 0
        if closed is not None:
            # A clause that goes on with a statement stays nearer to the def inside than a new one.
            return 1 if depth or (keeps_one and closed) else 2
        if self.last == _DEF:
            return 0
        return blanks

    def _before_def(self, depth: int) -> int:
        """How many blank lines go before a def; those above comments that lead it are put at once."""
        asked = self._asked(depth)
        closed = self._closed_def(depth)
        self.defs.append(depth)
        if self.last == _NOTHING:
            return 0
        if self.last == _DEF and self.last_depth < depth:
            return min(asked, 1)
        usual = 1 if depth else 2
        if self.last == _COMMENT and self.last_depth == depth and not asked and closed is None:
            if self.lead >= 0 and 0 <= self.lead_blanks <= 1:
                self._push_lead(usual - self.lead_blanks)
            return 0
        return usual

    def _asked(self, depth: int) -> int:
        """The blank lines of the tree, no more than black allows at this depth."""
        allowed = 1 if depth else 2
        asked = min(self.blanks, allowed)
        if self.last == _NOTHING:
            self.pushed = self.blanks
        self.blanks = 0
        return asked

    def _closed_def(self, depth: int) -> int | None:
        """The depth of the outermost def that a line at *depth* ends, None if it ends none."""
        closed = None
        while self.defs[-1] >= depth:
            closed = self.defs.pop()
        return closed

    def _blank_lines(self, count: int) -> None:
        """Write *count* blank lines."""
        for _ in range(count):
            self.lines.append("")
            self.owners.append(None)

    def _push_lead(self, count: int) -> None:
        """Write *count* blank lines before the comments that lead the def to come."""
        if count > 0:
            self.lines[self.lead : self.lead] = [""] * count
            self.owners[self.lead : self.lead] = [None] * count

    def keep_encoding(self) -> None:
        """Keep blank lines at the top if without them Python would take a comment for the encoding's name."""
        for index, line in enumerate(self.lines[:2]):
            if line and not line.startswith("#"):
                return
            if _ENCODING.match(line) and index + self.pushed >= 2:
                missing = 2 - index
                self.lines[:0] = [""] * missing
                self.owners[:0] = [None] * missing
                return


def _print_statements(body: Sequence[_Core], depth: int, page: _Page) -> None:
    """Write the statements of a block, one after the other."""
    indent = " " * (STEP * depth)
    lines, owners, defs = page.lines, page.owners, page.defs
    for statement in body:
        if statement.leading_lines:
            page.remarks(statement.leading_lines, depth, statement)
        kind = statement.__class__
        if kind is SimpleStatementLine:
            if page.blanks or defs[-1] >= depth:
                page.begin(depth, _PLAIN)
            else:  # what `begin` would do, without the call; the depth matters after defs and comments only
                page.lead_blanks = -1
                page.last = _PLAIN
            prefix, pieces, wraps = _small_statement(statement.body[0])
            comment = statement.trailing_whitespace.comment
            suffix = "" if comment is None else "  " + comment.value
            text = f"{indent}{prefix}{''.join(pieces)}{suffix}"
            if _fits(text) or page.skips and suffix.endswith(AS_IT_IS):
                lines.append(text)
                owners.append(statement)
            else:
                split = _split_statement(depth, prefix, pieces, "", suffix, wraps)
                lines.extend(split)
                owners.extend([statement] * len(split))
        else:
            _COMPOUND.get(kind, _refuse)(statement, depth, page)


def _small_statement(small: _Core) -> tuple[str, list[str], bool]:
    """What stands before the expression of a statement, its pieces, and whether `()` may go around it."""
    kind = small.__class__
    if kind is Assign:
        prefix = small.targets[0].target.value + " = "
        value = small.value
        if value.__class__ is Yield:
            return prefix, _yield_pieces(value), True
        return prefix, _pieces(value), True
    if kind is Expr:
        value = small.value
        if value.__class__ is Yield:
            return "", _yield_pieces(value), False
        return "", _pieces(value), False
    if kind is Return:
        return ("return", [], False) if small.value is None else ("return ", _pieces(small.value), True)
    if kind is Raise:
        return ("raise", [], False) if small.exc is None else ("raise ", _pieces(small.exc), False)
    if kind is Nonlocal:
        return "nonlocal " + ", ".join(item.name.value for item in small.names), [], False
    raise TypeError(f"not a statement of the core: {kind.__name__}")


def _yield_pieces(value: Yield) -> list[str]:
    """The pieces of a `yield`."""
    return ["yield"] if value.value is None else ["yield ", *_pieces(value.value)]


def _print_while(statement: While, depth: int, page: _Page) -> None:
    """Write a loop."""
    page.begin(depth, _OPENER)
    _write_header("while ", _pieces(statement.test), ":", statement, depth, page)
    _print_block(statement.body, depth, page)


def _print_try(statement: Try, depth: int, page: _Page) -> None:
    """Write a `try` with its handlers."""
    page.begin(depth, _OPENER)
    _write_header("try", [], ":", statement, depth, page)
    _print_block(statement.body, depth, page)
    for handler in statement.handlers:
        page.remarks(handler.leading_lines, depth, handler)
        page.begin(depth, _OPENER, keeps_one=True)
        after = f" as {bound_by(handler.name)}:" if handler.name else ":"
        if handler.type is None:
            _write_header("except", [], after, handler, depth, page)
        else:
            _write_header("except ", _pieces(handler.type), after, handler, depth, page)
        _print_block(handler.body, depth, page)


def _print_def(statement: FunctionDef, depth: int, page: _Page) -> None:
    """Write a function."""
    page.remarks(statement.lines_after_decorators, depth, statement)
    page.begin(depth, _DEF)
    pieces = _parameter_pieces(statement.params)
    comment = _header_comment(statement.body)
    prefix = f"def {statement.name.value}("
    text = f"{' ' * (STEP * depth)}{prefix}{''.join(pieces)}):{comment}"
    if _fits(text) or not pieces or _is_type_ignore(comment):
        split = [text]
    else:
        split = _split_def(depth, prefix, pieces, "):" + comment)
    page.lines.extend(split)
    page.owners.extend([statement] * len(split))
    _print_block(statement.body, depth, page)


def _print_remark(statement: CommentStatement, depth: int, page: _Page) -> None:
    """Nothing is left to write: `leading_lines` has been written, as that of every statement."""


def _refuse(statement: CSTNode, depth: int, page: _Page) -> None:
    """The rest is no core."""
    raise TypeError(f"not a statement of the core: {statement.__class__.__name__}")


_COMPOUND: dict[type, Callable[[Any, int, _Page], None]] = {
    While: _print_while, Try: _print_try, FunctionDef: _print_def, CommentStatement: _print_remark,
}  # fmt: skip


def _print_block(block: _Core, depth: int, page: _Page) -> None:
    """Write the body of a compound statement, and the comments that end it."""
    _print_statements(block.body, depth + 1, page)
    if block.footer:
        page.remarks(block.footer, depth + 1, None)


def _header_comment(block: _Core) -> str:
    """The comment after the colon with the two spaces before it, or nothing."""
    comment = block.header.comment
    return "" if comment is None else "  " + comment.value


def _write_header(
    prefix: str,
    pieces: list[str],
    after: str,
    owner: While | Try | cst.ExceptHandler,
    depth: int,
    page: _Page,
) -> None:
    """Write the first line of a compound statement: *prefix*, the expression, *after*, the comment."""
    comment = _header_comment(owner.body)
    text = f"{' ' * (STEP * depth)}{prefix}{''.join(pieces)}{after}{comment}"
    split = [text] if _fits(text) else _split_statement(depth, prefix, pieces, after, comment, True)
    page.lines.extend(split)
    page.owners.extend([owner] * len(split))


def _pieces(expression: CSTNode) -> list[str]:
    """The tokens of an expression, to be joined; a comma has its space.

    A stack instead of recursion: chains and nests of calls may be deeper than Python's own stack.  On it
    are expressions, and calls of which the function and perhaps some arguments are done: what to put before
    the next argument, and an iterator of the arguments to come.
    """
    pieces: list[str] = []
    put = pieces.append
    otherwise = _OTHERWISE.get()
    waiting: list[Any] = [expression]  # see above
    while waiting:
        node = waiting.pop()
        kind = node.__class__
        if kind is Call:
            waiting.append(("(", iter(node.args)))
            waiting.append(node.func)
        elif kind is Name:
            if node.value in otherwise:
                pieces += otherwise[node.value]
            else:
                put(node.value)
        elif kind is not tuple:
            put(printed_number(node))
        else:
            before, arguments = node
            for argument in arguments:
                put(before)
                before = ", "
                if argument.keyword is not None:
                    put(argument.keyword.value)
                    put("=")
                elif argument.star:
                    put(argument.star)
                value = argument.value
                if value.__class__ is Name and value.value not in otherwise:  # nearly always
                    put(value.value)
                elif value.__class__ is Integer:
                    put(printed_number(value))
                else:
                    waiting.append((", ", arguments))
                    waiting.append(value)
                    break
            else:
                if before == "(":
                    put("(")
                put(")")
    return pieces


def printed_number(node: CSTNode) -> str:
    """The text of an integer."""
    if node.__class__ is Integer:
        return node.value if node.value.isdigit() else _digits(node.value)
    raise TypeError(f"not an expression of the core: {node.__class__.__name__}")


def _digits(value: str) -> str:
    """An integer as black writes it: a small letter for the base, large letters for the digits above nine."""
    value = value.lower()
    return "0x" + value[2:].upper() if value.startswith("0x") else value


def _parameter_pieces(parameters: cst.Parameters) -> list[str]:
    """The tokens between the brackets of a `def`."""
    entries = [_parameter(parameter, "") for parameter in parameters.posonly_params]
    if entries:
        entries.append(["/"])
    entries += [_parameter(parameter, "") for parameter in parameters.params]
    if isinstance(parameters.star_arg, cst.Param):
        entries.append(_parameter(parameters.star_arg, "*"))
    elif parameters.kwonly_params:
        entries.append(["*"])
    entries += [_parameter(parameter, "") for parameter in parameters.kwonly_params]
    if parameters.star_kwarg is not None:
        entries.append(_parameter(parameters.star_kwarg, "**"))
    pieces: list[str] = []
    for entry in entries:
        if pieces:
            pieces.append(", ")
        pieces += entry
    return pieces


def _parameter(parameter: cst.Param, star: str) -> list[str]:
    """The tokens of one parameter."""
    pieces = [star + parameter.name.value]
    if parameter.default is not None:
        pieces.append("=")
        pieces += _pieces(parameter.default)
    return pieces


def _fits(text: str) -> bool:
    """May *text* stay on one line?"""
    return (len(text) if text.isascii() else width(text)) <= _LIMIT.get()


def width(text: str) -> int:
    """How many columns *text* takes, as black counts them."""
    return len(text) if text.isascii() else sum(map(_columns, text))


def _columns(character: str) -> int:
    """The columns of one character: two if it is in one of the runs of `_WIDE`."""
    return 1 + bisect(_WIDE, ord(character)) % 2


def _is_type_ignore(comment: str) -> bool:
    """Is it a comment for type checkers that holds for its whole line, so that the line can't be split?"""
    return _TYPE_IGNORE.match(comment, 2) is not None


def _split_def(depth: int, prefix: str, pieces: list[str], suffix: str) -> list[str]:
    """The lines of a `def` that doesn't fit: the parameters get a line, or a line each."""
    indent = STEP * depth
    layout = _Layout(pieces)
    comma = "" if layout.has_top_comma() else ","
    return [" " * indent + prefix, *layout.lines(indent + STEP, "", comma), " " * indent + suffix]


def _split_statement(
    depth: int, prefix: str, pieces: list[str], after: str, comment: str, wraps: bool
) -> list[str]:
    """The lines of a statement that doesn't fit in one.

    *prefix* and *after* stand before and behind the expression, *comment* (with its spaces) ends the
    statement, and *wraps* says that black may put the expression in brackets.
    """
    indent = STEP * depth
    if not pieces or _is_type_ignore(comment):
        return [f"{' ' * indent}{prefix}{''.join(pieces)}{after}{comment}"]
    layout = _Layout(pieces)
    if wraps and not layout.has_arguments():
        return _wrapped_word(indent, prefix, pieces, after, comment)
    lines = layout.lines(indent, prefix, after + comment, bool(comment))
    if wraps and not _fits(lines[0]):
        wrapped = _wrapped(indent, prefix, layout, after + comment)
        if all(map(_fits, wrapped)):
            return wrapped
    return lines


def _wrapped(indent: int, prefix: str, layout: _Layout, suffix: str) -> list[str]:
    """The expression of *layout* between brackets that have lines of their own."""
    margin = " " * indent
    return [f"{margin}{prefix}(", *layout.lines(indent + STEP), f"{margin}){suffix}"]


def _wrapped_word(indent: int, prefix: str, pieces: list[str], after: str, comment: str) -> list[str]:
    """An expression without arguments can't be split: it goes between brackets, if that is of any use."""
    margin, text = " " * indent, "".join(pieces)
    inside, outside = "", after + comment
    if len(pieces) == 1:
        if not after and not _TYPE_COMMENT.match(comment, 2):
            inside, outside = comment, ""  # the comment belongs to the word
        if not _fits(f"{margin}    {text}{inside}"):
            return [f"{margin}{prefix}{text}{after}{comment}"]
    return [f"{margin}{prefix}(", f"{margin}    {text}{inside}", f"{margin}){outside}"]


class _Part:
    """A run of pieces that is to be put on one line, or split."""

    __slots__ = ("start", "stop", "indent", "prefix", "suffix", "commented")

    def __init__(
        self, start: int, stop: int, indent: int, prefix: str = "", suffix: str = "", commented: bool = False
    ) -> None:
        self.start = start  # pieces[start:stop]
        self.stop = stop
        self.indent = indent  # columns before it
        self.prefix = prefix  # text before the first piece
        self.suffix = suffix  # text behind the last piece
        self.commented = commented  # the suffix ends with a comment


class _Layout:
    """Splits the pieces of one expression as black does.

    A part that doesn't fit is split at its commas if no bracket encloses them, otherwise at a pair of
    brackets: into head, inside and tail.
    """

    __slots__ = ("pieces", "partner", "lengths", "columns")

    def __init__(self, pieces: list[str]) -> None:
        self.pieces = pieces
        self.partner = _partners(pieces)
        self.lengths = _running(map(len, pieces))
        ascii_only = all(map(str.isascii, pieces))
        self.columns = self.lengths if ascii_only else _running(map(width, pieces))

    def lines(self, indent: int, prefix: str = "", suffix: str = "", commented: bool = False) -> list[str]:
        """The lines of *prefix*, all the pieces and *suffix*, split until nothing more can be done."""
        lines = []
        waiting = [_Part(0, len(self.pieces), indent, prefix, suffix, commented)]
        while waiting:
            part = waiting.pop()
            smaller = () if self._fits(part) else self._split(part)
            if smaller:
                waiting += reversed(smaller)
            else:
                text = "".join(self.pieces[part.start : part.stop])
                lines.append(f"{' ' * part.indent}{part.prefix}{text}{part.suffix}")
        return lines

    def has_arguments(self) -> bool:
        """Is there a bracket with something in it?"""
        return any(partner > index + 1 for index, partner in enumerate(self.partner))

    def has_top_comma(self) -> bool:
        """Is there a comma that no bracket encloses?"""
        return any(self.pieces[index] == ", " for index in self._outside(0, len(self.pieces)))

    def _fits(self, part: _Part) -> bool:
        """Is there room for the part on one line?"""
        used = self.columns[part.stop] - self.columns[part.start]
        return part.indent + width(part.prefix) + used + width(part.suffix) <= _LIMIT.get()

    def _split(self, part: _Part) -> Sequence[_Part]:
        """The smaller parts that take the place of this one, none if there is no way."""
        commas = [index for index in self._outside(part.start, part.stop) if self.pieces[index] == ", "]
        if commas:
            return self._split_at_commas(part, commas)
        opening = self._bracket_to_split(part)
        if opening is None:
            return ()
        closing = self.partner[opening]
        return (
            _Part(part.start, opening + 1, part.indent, part.prefix),
            _Part(opening + 1, closing, part.indent + STEP),
            _Part(closing, part.stop, part.indent, "", part.suffix, part.commented),
        )

    def _split_at_commas(self, part: _Part, commas: list[int]) -> list[_Part]:
        """A part for each argument, with a comma behind the last one too."""
        starts = [part.start, *(comma + 1 for comma in commas)]
        stops = [*commas, part.stop]
        return [_Part(start, stop, part.indent, "", ",") for start, stop in zip(starts, stops)]

    def _outside(self, start: int, stop: int) -> list[int]:
        """The indices of the pieces that no bracket in this run encloses."""
        indices = []
        index = start
        while index < stop:
            indices.append(index)
            index = max(index, self.partner[index]) + 1
        return indices

    def _bracket_to_split(self, part: _Part) -> int | None:
        """The index of the bracket to split at, None if there is none.

        The last brackets that hold something are the choice; brackets further left, if what is before the
        choice is still too long and what is behind them fits in a line.
        """
        choice = None
        behind = part.indent + len(part.suffix)
        index = part.stop - 1
        while index >= part.start:
            opening = self.partner[index]
            if opening < 0 or opening > index:
                index -= 1  # a word, or the bracket that a head ends with
                continue
            if opening == index - 1:
                index -= 2  # empty brackets
                continue
            if choice is None:
                choice = opening
            elif part.commented or behind + self.lengths[part.stop] - self.lengths[index] > _LIMIT.get():
                return choice
            if opening < part.start:
                return None  # the bracket that a tail begins with
            head = self.columns[opening + 1] - self.columns[part.start]
            if part.indent + width(part.prefix) + head <= _LIMIT.get():
                return opening
            index = opening - 1
        return choice


def _partners(pieces: list[str]) -> list[int]:
    """For each bracket the index of its partner, -1 for every other piece."""
    partners = [-1] * len(pieces)
    open_brackets = []
    for index, piece in enumerate(pieces):
        if piece == "(":
            open_brackets.append(index)
        elif piece == ")":
            opening = open_brackets.pop()
            partners[opening] = index
            partners[index] = opening
    return partners


def _running(sizes: Iterable[int]) -> list[int]:
    """The sums of the first 0, 1, 2, … sizes."""
    return [0, *accumulate(sizes)]
