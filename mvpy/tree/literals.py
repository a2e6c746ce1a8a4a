"""What literals stand for: the values that CPython gives to strings, f-strings and numbers.

Nothing here runs Python's own parser on the program's text (no `ast`, `eval` or `compile`): the text comes
from libcst nodes, and the rules are those of the Language Reference, "Lexical analysis".

Malformed literals (a truncated escape, an unknown character name, a non-ASCII character in bytes), which
libcst lets through and Python refuses, are a `ValueError` with Python's reason in it.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from typing import TypeVar

import libcst as cst

from mvpy.tree import quick

StringLiteral = cst.SimpleString | cst.FormattedString | cst.TemplatedString
AnyString = StringLiteral | cst.ConcatenatedString
LibcstPart = cst.BaseFormattedStringContent | cst.BaseTemplatedStringContent
P = TypeVar("P", bound=LibcstPart)
LibcstField = cst.FormattedStringExpression | cst.TemplatedStringExpression
TEXTS = (cst.FormattedStringText, cst.TemplatedStringText)
FIELDS = (cst.FormattedStringExpression, cst.TemplatedStringExpression)


@dataclass(frozen=True)
class Field:
    """One replacement field of an f-string, `{expression!conversion:spec}`.

    *conversion* is the one that takes place: `{x=}` has "r", its default, and `{x=:>5}` has None.
    *spec* is None where there is no colon, and [] in `{x:}`.  *equal_text* is what `{x = }` shows before
    the value, here "x = "; it is not repeated in the literal parts around the field.
    """

    expression: cst.BaseExpression
    conversion: str | None = None
    spec: list[str | Field] | None = None
    equal_text: str | None = None


@dataclass(frozen=True)
class Shown:
    """How `{x = }` shows the text of its expression: in a block with the indentation *indent*, and with its escapes
    *decoded*, as up to Python 3.13.
    """

    indent: str = ""
    decoded: bool = True


# Strings


def string_value(node: cst.SimpleString) -> str | bytes:
    """The value of one plain string literal, of whatever prefix."""
    prefix, content = node.prefix, with_unix_newlines(node.raw_value)
    if "b" in prefix:
        return bytes_value(content, raw="r" in prefix)
    return content if "r" in prefix else unescaped(content)


def bytes_value(content: str, *, raw: bool) -> bytes:
    """The bytes that *content*, the text between the quotes, stands for."""
    if not content.isascii():
        raise ValueError("bytes can only contain ASCII literal characters")
    return (content if raw else BYTES_ESCAPE.sub(meaning, content)).encode("latin-1")


def plain_value(node: AnyString) -> str | bytes | None:
    """The value of a string literal without replacement fields; None for f-strings and t-strings."""
    parts = concatenated(node)
    values = [string_value(part) for part in parts if isinstance(part, cst.SimpleString)]
    if len(values) != len(parts):
        return None
    texts = [value for value in values if isinstance(value, str)]
    return "".join(texts) if texts else b"".join(value for value in values if isinstance(value, bytes))


def concatenated(node: AnyString) -> list[StringLiteral]:
    """The literals that stand side by side in *node*, in order; a single literal is its own only part."""
    parts, waiting = [], [node]
    while waiting:
        part = waiting.pop()
        if isinstance(part, cst.ConcatenatedString):
            waiting += [part.right, part.left]
        else:
            parts.append(part)
    return parts


def is_constant(node: cst.CSTNode) -> bool:
    """Does the compiler know the value of *node*: a literal, or made of literals?"""
    match node:
        case cst.Name(value="None" | "True" | "False" | "__debug__"):
            return True
        case cst.Integer() | cst.Float() | cst.Imaginary() | cst.SimpleString() | cst.Ellipsis():
            return True
        case cst.Tuple(elements=elements):
            return all(
                isinstance(element, cst.Element) and is_constant(element.value) for element in elements
            )
        case cst.UnaryOperation(expression=operand) if not isinstance(node.operator, cst.Not):
            return is_constant(operand)
        case cst.BinaryOperation(left=left, right=right):
            return is_constant(left) and is_constant(right)
    return False


def is_docstring(node: cst.CSTNode) -> bool:
    """Whether *node*, as the first thing in a body, is its docstring.

    *node* is a statement or an expression.  Bytes, f-strings (even without fields) and sums of strings are
    not docstrings; parentheses and implicit concatenation make no difference.
    """
    if isinstance(node, cst.SimpleStatementLine):
        node = node.body[0]
    if isinstance(node, cst.Expr):
        node = node.value
    return isinstance(node, cst.SimpleString | cst.ConcatenatedString) and isinstance(plain_value(node), str)


def is_template(node: cst.CSTNode) -> bool:
    """Whether *node* is a template string, or several side by side."""
    return isinstance(node, cst.TemplatedString | cst.ConcatenatedString) and any(
        isinstance(part, cst.TemplatedString) for part in concatenated(node)
    )


def with_unix_newlines(text: str) -> str:
    """*text* as Python's tokenizer sees it: every line ends in a line feed."""
    return text.replace("\r\n", "\n").replace("\r", "\n")


# Escapes

SINGLE_CHARACTERS = {
    "\n": "",
    "\\": "\\",
    "'": "'",
    '"': '"',
    "a": "\a",
    "b": "\b",
    "f": "\f",
    "n": "\n",
    "r": "\r",
    "t": "\t",
    "v": "\v",
}
NUMBERED = r"\\(?:x[0-9a-fA-F]{2}|[0-7]{1,3}"
UNICODE = r"|u[0-9a-fA-F]{4}|U[0-9a-fA-F]{8}|N\{[^}]+\}"

BYTES_ESCAPE = re.compile(NUMBERED + r"|[^uUN])", re.DOTALL)
STRING_ESCAPE = re.compile(NUMBERED + UNICODE + r"|.)", re.DOTALL)

# The backslash of `f"\{x}"` and `f"\{{"` is an ordinary character, and the brace keeps its own meaning.
FORMATTED_ESCAPE = re.compile(NUMBERED + UNICODE + r"|[^{}])|\{\{|\}\}", re.DOTALL)
DOUBLED_BRACE = re.compile(r"\{\{|\}\}")


def unescaped(text: str) -> str:
    """*text*, from a str literal, with its escapes replaced by what they mean."""
    return STRING_ESCAPE.sub(meaning, text) if "\\" in text else text


def meaning(escape: re.Match[str]) -> str:
    """What one escape, or one doubled brace, stands for; bytes are characters up to U+00FF."""
    text = escape[0]
    if text[0] != "\\":
        return text[0]
    letter = text[1]
    if letter in SINGLE_CHARACTERS:
        return SINGLE_CHARACTERS[letter]
    if letter in "01234567":
        return octal(text[1:], in_bytes=escape.re is BYTES_ESCAPE)
    if letter in "xuUN":
        return character(text)
    return text  # an unknown escape keeps its backslash


def octal(digits: str, *, in_bytes: bool) -> str:
    """The character of an octal escape, which can be too large for a byte: b"\\777" is b"\\xff"."""
    return chr(int(digits, 8) & (0xFF if in_bytes else 0x1FF))


def character(escape: str) -> str:
    r"""The character that `\xHH`, `\uHHHH`, `\UHHHHHHHH` or `\N{name}` stands for."""
    if len(escape) == 2:
        raise ValueError(f"truncated or malformed {escape} escape")
    if escape[1] == "N":
        return named_character(escape[3:-1])
    code = int(escape[2:], 16)  # noqa: FURB166  it has no prefix that `int` knows
    if code > 0x10FFFF:
        raise ValueError(f"illegal Unicode character {escape}")
    return chr(code)


def named_character(name: str) -> str:
    """The one character called *name*; the names of sequences are not for literals."""
    try:
        found = unicodedata.lookup(name)
    except KeyError:
        found = ""
    if len(found) != 1:
        raise ValueError(f"unknown Unicode character name {name}")
    return found


# f-strings


def formatted_parts(node: AnyString, shown: Shown = Shown()) -> list[str | Field]:
    """The literal texts, decoded, and the fields of *node*, in order; neighbouring texts are joined.

    *node* may be an f-string, a t-string, a plain str, or a concatenation of them.  *shown* has the
    indentation of the block that *node* stands in: libcst doesn't keep it inside a multi-line `{x =}`, whose
    text needs it.
    """
    return joined(part for literal in concatenated(node) for part in literal_parts(literal, shown))


def literal_parts(literal: StringLiteral, shown: Shown) -> Iterator[str | Field]:
    """The texts and fields of one literal, texts not yet joined."""
    if isinstance(literal, cst.SimpleString):
        value = string_value(literal)
        assert isinstance(value, str)  # bytes stand beside no formatted string
        yield value
    else:
        yield from decoded_parts(parts_of(literal), raw="r" in literal.prefix, shown=shown)


def parts_of(literal: cst.FormattedString | cst.TemplatedString) -> list[LibcstPart]:
    """The parts of *literal*; on one line, a line end behind the text of a specification is no part of it."""
    if len(literal.quote) == 3:
        return list(literal.parts)
    return [without_line_end(part) for part in literal.parts]


LINE_END = re.compile(r"((?:[^\\\n]|\\.)*+)\n.*", re.DOTALL)


def without_line_end(part: LibcstPart) -> LibcstPart:
    """*part*, its specification without the line end, and what follows that, up to the brace."""
    return part if isinstance(part, TEXTS) else before_line_end(part, [])


def line_ends(part: LibcstPart) -> list[str]:
    """What `without_line_end` leaves out of *part*."""
    left_out: list[str] = []
    if not isinstance(part, TEXTS):
        before_line_end(part, left_out)
    return left_out


def before_line_end(part: LibcstPart, left_out: list[str], ended: bool = False) -> LibcstPart:
    """*part* of a specification, or a field; behind the first line end in a specification only fields count.

    What does not count is added to *left_out*.  With *ended*, the line end was before *part*.
    """
    if isinstance(part, TEXTS):
        found = LINE_END.fullmatch(part.value)
        kept = "" if ended else found.group(1) if found else part.value
        if kept == part.value:
            return part
        left_out.append(part.value[len(kept) :])
        return part.with_changes(value=kept)
    assert isinstance(part, FIELDS)
    spec = []
    for inner in part.format_spec or ():
        new = before_line_end(inner, left_out, ended)
        ended = ended or isinstance(inner, TEXTS) and new is not inner
        spec.append(new)
    same = all(after is before for after, before in zip(spec, part.format_spec or ()))
    return part if same else part.with_changes(format_spec=spec)


def decoded_parts(parts: Sequence[LibcstPart], *, raw: bool, shown: Shown) -> Iterator[str | Field]:
    """*parts*, with texts decoded and expressions turned into fields.

    In a raw f-string the format spec is raw too, as in 3.11; some releases of 3.12 and 3.13 decode it.
    """
    for part in parts if raw else with_character_names(parts):
        if isinstance(part, TEXTS):
            pattern = DOUBLED_BRACE if raw else FORMATTED_ESCAPE
            yield pattern.sub(meaning, with_unix_newlines(part.value))
        elif isinstance(part, FIELDS):
            yield field(part, raw=raw, shown=shown)


def template_parts(
    node: AnyString, shown: AnyString, indent: str, target: tuple[int, int]
) -> Iterator[tuple[str | Field, str]]:
    """The texts and the fields of the template *node*, each field with the text of its expression.

    *shown* is *node* as it is in the source, in a block with the indentation *indent*.  In Python 3.14 the text of an
    expression ends where the expression does; later the space behind it belongs to it.
    """
    for literal, source_literal in zip(concatenated(node), concatenated(shown)):
        assert not isinstance(literal, cst.SimpleString) and not isinstance(source_literal, cst.SimpleString)
        raw = "r" in literal.prefix
        parts, sources = (
            parts_of(one) if raw else with_character_names(parts_of(one)) for one in (literal, source_literal)
        )
        for part, source_part in zip(parts, sources):
            for found in decoded_parts([part], raw=raw, shown=Shown(indent)):
                if isinstance(found, str):
                    yield found, ""
                elif isinstance(source_part, FIELDS):
                    equal = shown_text(source_part, indent, whole=True) if source_part.equal else None
                    text = shown_text(source_part, indent)
                    yield replace(found, equal_text=equal), text if target >= (3, 15) else text.rstrip()


def shown_text(part: LibcstField, indent: str, whole: bool = False) -> str:
    """The text of the expression of *part*; *whole* is up to the end of its `=`."""
    pieces: list[cst.CSTNode] = [part.whitespace_before_expression, part.expression]
    pieces += [part.equal] if part.equal else []
    pieces += [part.whitespace_after_expression]
    if part.equal and not whole:
        pieces[2:] = [part.equal.whitespace_before]
    return with_unix_newlines("".join(as_debugged(piece, indent) for piece in pieces))


def field(part: LibcstField, *, raw: bool, shown: Shown) -> Field:
    """The field that libcst's *part* stands for."""
    spec = part.format_spec
    debugging = part.equal is not None
    conversion = part.conversion and part.conversion[0]  # there may be space behind it
    return Field(
        expression=part.expression,
        conversion="r" if debugging and spec is None and conversion is None else conversion,
        spec=None if spec is None else joined(decoded_parts(spec, raw=raw, shown=shown)),
        equal_text=equal_text(part, raw=raw, shown=shown) if debugging else None,
    )


def joined(parts: Iterable[str | Field]) -> list[str | Field]:
    """*parts* with neighbouring texts made one, and without empty texts."""
    result: list[str | Field] = []
    for part in parts:
        if part == "":
            continue
        if isinstance(part, str) and result and isinstance(result[-1], str):
            result[-1] += part
        else:
            result.append(part)
    return result


ENDS_IN_OPEN_NAME = re.compile(r"(?<!\\)(?:\\\\)*\\N\Z")


def with_character_names(parts: Sequence[P]) -> list[P]:
    r"""*parts*, where `\N{DIGIT}` is a text again: libcst takes it for a field inside a format spec."""
    result: list[P] = []
    for part in parts:
        before = result[-1] if result else None
        if (
            isinstance(before, TEXTS)
            and not isinstance(part, TEXTS)
            and ENDS_IN_OPEN_NAME.search(before.value)
        ):
            result[-1] = before.with_changes(value=before.value + source(part))
        else:
            result.append(part)
    return result


def equal_text(part: LibcstField, *, raw: bool, shown: Shown) -> str:
    """What `{x = }` shows before the value: the source text, from the brace to what follows the `=`.

    As in CPython from 3.12 on, comments are left out (their line feeds stay); up to 3.13 the text is decoded
    like the literal parts, so that a line continuation disappears.  Some of its releases stop at a `!=`, or at a
    `#` in a string; here the text is whole, as in 3.11.
    """
    pieces = (
        part.whitespace_before_expression,
        part.expression,
        part.equal,
        part.whitespace_after_expression,
    )
    texts = (as_debugged(piece, shown.indent) for piece in pieces if piece is not None)
    text = with_unix_newlines("".join(texts))
    return unescaped(text) if shown.decoded and not raw else text


def as_debugged(piece: cst.CSTNode, indent: str) -> str:
    """The text of *piece* as `{x = }` shows it in a block with the indentation *indent*."""
    seen = piece.visit(AsDebugged(indent))
    assert isinstance(seen, cst.CSTNode)  # it is no comment itself
    return source(seen)


class AsDebugged(cst.CSTTransformer):
    """Takes the comments out of a node, and writes the block's indentation into its lines."""

    def __init__(self, indent: str) -> None:
        super().__init__()
        self.indent = indent

    def leave_Comment(  # type: ignore[override]  # libcst removes comments, too; its annotation forgets it
        self, original_node: cst.Comment, updated_node: cst.Comment
    ) -> cst.RemovalSentinel:
        return cst.RemoveFromParent()

    def leave_EmptyLine(self, original_node: cst.EmptyLine, updated_node: cst.EmptyLine) -> cst.EmptyLine:
        if not updated_node.indent:
            return updated_node
        return updated_node.with_changes(indent=False, whitespace=self.indented(updated_node.whitespace))

    def leave_ParenthesizedWhitespace(
        self, original_node: cst.ParenthesizedWhitespace, updated_node: cst.ParenthesizedWhitespace
    ) -> cst.ParenthesizedWhitespace:
        if not updated_node.indent:
            return updated_node
        return updated_node.with_changes(indent=False, last_line=self.indented(updated_node.last_line))

    def indented(self, space: cst.SimpleWhitespace) -> cst.SimpleWhitespace:
        """*space* after the block's indentation."""
        return cst.SimpleWhitespace(self.indent + space.value)


def source(node: cst.CSTNode) -> str:
    """The text of *node*."""
    return cst.Module([]).code_for_node(node)


# Numbers


def integer_value(text: str) -> int:
    """The value of an integer literal; a decimal one may be longer than `int` takes from text."""
    digits = text.replace("_", "")
    return decimal_value(digits) if digits.isdecimal() else int(digits, 0)


def decimal_value(digits: str) -> int:
    """The value of decimal *digits*, in pieces shorter than any limit on the length of integers."""
    if len(digits) <= 640:
        return int(digits)
    middle = len(digits) // 2
    power: int = 10**middle
    return decimal_value(digits[:-middle]) * power + decimal_value(digits[-middle:])


def float_value(text: str) -> float:
    """The value of a float literal; infinite if it is too large, as `1e400` is."""
    return float(text.replace("_", ""))


def imaginary_value(text: str) -> complex:
    """The value of an imaginary literal such as `1.5J`; its real part is zero."""
    return complex(0.0, float_value(text[:-1]))


def string(name: str) -> cst.SimpleString:
    """The literal of *name*, which needs no escapes."""
    return quick.SimpleString(f'"{name}"')
