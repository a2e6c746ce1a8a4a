"""Constants without literals: the name that each is published under, and the expression that makes it.

The core has non-negative integers and nothing else, so a program's other constants are made once, at the top:

    _s_append = name(append=0)  # 'append'
    _s_it_s_07d3c9 = text(4, 0x69742773)  # "it's"
    _f_3_14 = ratio(314, 100)  # 3.14
    _minus_5 = negative(5)  # -5

A name depends on the constant's type and content alone, so that the same constant has the same name in every
module and every build.

The expressions call helpers and built-ins; `HELPERS` lists them.  What each stands for in the output is the
caller's choice: `constant_expression` takes a mapping from these roles to names, and a role that is not in it
goes by its own name.
"""

from __future__ import annotations

import keyword
import re
import struct
from collections.abc import Callable, Mapping
from hashlib import blake2b

Constant = str | bytes | int | float | complex

HELPERS: dict[str, str] = {
    "name": "def name(**names): return min(names)",
    "octets": "def octets(length, number): return getattr(number, name(to_bytes=0))(length, name(big=0))",
    "text": "def text(length, utf_8): return getattr(octets(length, utf_8), name(decode=0))()",
    "together": "def together(*texts): return getattr(str(), name(join=0))(texts)",
    "intern": "the `intern` of `sys`",
    "ratio": "the `truediv` of `operator`",
    "negative": "the `neg` of `operator`",
    **{builtin: f"the built-in `{builtin}`" for builtin in ("str", "bytes", "float", "complex", "chr")},
}

# Names

LONGEST_NAME = 40
LONGEST_HINT = 20
SHORTEST_DIGEST = 6

IDENTIFIER = re.compile(r"[A-Za-z_][A-Za-z0-9_]*")
ENDS_LIKE_A_DIGEST = re.compile(rf"_[0-9a-f]{{{SHORTEST_DIGEST},}}\Z")
PLAIN_FLOAT = re.compile(r"\d+\.\d+|inf")
PLAIN_IMAGINARY = re.compile(r"\d+(?:\.\d+)?j")
PLAIN_INTEGER = re.compile(r"\d+")


def constant_name(value: Constant, *, digits: int = SHORTEST_DIGEST) -> str:
    """The identifier for the constant *value*, which follows from its type and content.

    A constant that can be read off its name has a plain one; any other's ends in a digest of *digits*
    hexadecimal digits.  Two constants may share a digest: then ask for more digits, for both.
    """
    prefix, shown, plain = SHAPES[type(value)](value)
    return prefix + plain if plain is not None else f"{prefix}{hint(shown)}_{digest(value, digits)}"


def string_shape(value: str) -> tuple[str, str, str | None]:
    return "_s_", value, plain_text(value)


def bytes_shape(value: bytes) -> tuple[str, str, str | None]:
    shown = value[: 4 * LONGEST_NAME].decode("latin-1")
    return "_b_", shown, plain_text(shown)


def float_shape(value: float) -> tuple[str, str, str | None]:
    shown = repr(value)
    return "_f_", shown, shown.replace(".", "_") if PLAIN_FLOAT.fullmatch(shown) else None


def complex_shape(value: complex) -> tuple[str, str, str | None]:
    shown = repr(value)
    return "_j_", shown, shown[:-1].replace(".", "_") if PLAIN_IMAGINARY.fullmatch(shown) else None


def integer_shape(value: int) -> tuple[str, str, str | None]:
    if value >= 0:
        raise ValueError("a non-negative integer is in the core, and needs no name")
    shown = integer_text(-value)
    return "_minus_", shown, shown if PLAIN_INTEGER.fullmatch(shown) and len(shown) <= LONGEST_HINT else None


SHAPES: dict[type, Callable[..., tuple[str, str, str | None]]] = {
    str: string_shape,
    bytes: bytes_shape,
    float: float_shape,
    complex: complex_shape,
    int: integer_shape,
}


def plain_text(shown: str) -> str | None:
    """*shown*, where it is a short identifier that no digest can be mistaken for."""
    fits = len(shown) <= LONGEST_NAME and IDENTIFIER.fullmatch(shown) and not ENDS_LIKE_A_DIGEST.search(shown)
    return shown if fits else None


def hint(shown: str) -> str:
    """The beginning of *shown* in the letters of an identifier, to recognise the constant by."""
    letters = re.sub(r"[^A-Za-z0-9]+", "_", shown[: 4 * LONGEST_NAME]).strip("_")
    return letters[:LONGEST_HINT].strip("_")


def digest(value: Constant, digits: int) -> str:
    """A hexadecimal digest of the type and the content of *value*."""
    content = f"{type(value).__name__}:".encode() + content_of(value)
    return blake2b(content).hexdigest()[:digits]


def content_of(value: Constant) -> bytes:
    """Bytes that differ for values of one type that differ, such as 0.0 and -0.0."""
    if isinstance(value, str):
        return value.encode("utf-8", "surrogatepass")
    if isinstance(value, bytes):
        return value
    if isinstance(value, float):
        return struct.pack(">d", value)
    if isinstance(value, complex):
        return struct.pack(">dd", value.real, value.imag)
    return f"{value:x}".encode()


# Expressions

LARGEST_EXACT_INTEGER = 2**53  # up to here every integer is a float
LARGEST_EXACT_POWER = 22  # up to here every power of ten is one
MOST_DECIMAL_BITS = 2048  # fewer than 640 digits, the least that a host may be told to take
KEYWORDS = {*keyword.kwlist, "__debug__"}  # what can't be the name of an argument
SURROGATES = re.compile("([\ud800-\udfff])")
NAME_CHARACTERS = re.compile(r"[A-Za-z0-9_]+")


def constant_expression(value: Constant, names: Mapping[str, str] | None = None) -> str:
    """The text of a core expression that makes *value*, with the helpers called as *names* says."""
    return EXPRESSIONS[type(value)](value, names if isinstance(names, Roles) else Roles(names or {}))


class Roles(dict[str, str]):
    """The names that helpers go by; a role without one goes by its own."""

    def __missing__(self, role: str) -> str:
        return role

    def call(self, role: str, *arguments: object) -> str:
        """The text of a call of the helper for *role*."""
        return f"{self[role]}({', '.join(map(str, arguments))})"

    def name(self, value: str) -> str:
        """The text of what makes the identifier *value*."""
        return self.call("name", f"{value}=0")

    def interned(self, value: str) -> str:
        """The text of what makes *value*, of letters, digits and underscores."""
        return self.call("intern", self.text(value))

    def text(self, value: str) -> str:
        """The text of what makes *value*, from UTF-8."""
        utf_8 = value.encode()
        return self.call("text", len(utf_8), f"0x{utf_8.hex().upper()}")

    def octets(self, value: bytes) -> str:
        """The text of what makes *value*."""
        return self.call("octets", len(value), f"0x{value.hex().upper()}")


MOST_ARGUMENTS = 250  # for a call; some hosts take 255
LONGEST_IN_CODES = 40  # characters, in a package


class PlainRoles(Roles):
    """The helpers of plain outputs; *name_of* says what each is called.

    Characters told one by one take five bytes each in a compiled file, where a number takes one for each; but the number
    needs methods of integers and bytes, which some interpreters lack.  So *compact* outputs, those of packages, have it.
    """

    def __init__(self, name_of: Callable[[str], str], compact: bool = False) -> None:
        super().__init__()
        self.name_of = name_of
        self.compact = compact

    def __missing__(self, role: str) -> str:
        return self.name_of({"ratio": "truediv", "negative": "neg"}.get(role, role))

    def name(self, value: str) -> str:
        """The only key of a dictionary that has it: identifiers are the names of arguments."""
        return self.call("min", self.call("dict", f"{value}=0"))

    def interned(self, value: str) -> str:
        """Which texts are one object, nobody promises."""
        return self.text(value)

    def text(self, value: str) -> str:
        """From the codes of the characters; in a package a long one from a number."""
        if self.compact and len(value) > LONGEST_IN_CODES and value.isascii():
            return self.call("long_text", len(value), f"0x{value.encode().hex().upper()}")
        pieces = [value[at : at + MOST_ARGUMENTS] for at in range(0, len(value), MOST_ARGUMENTS)]
        calls = [self.call("text", *map(ord, piece)) for piece in pieces]
        return calls[0] if len(calls) == 1 else self.call("together", *calls)

    def octets(self, value: bytes) -> str:
        """From the numbers of the bytes."""
        pieces = [value[at : at + MOST_ARGUMENTS] for at in range(0, len(value), MOST_ARGUMENTS)]
        calls = [self.call("octets", *piece) for piece in pieces]
        return calls[0] if len(calls) == 1 else self.call("octets_together", *calls)


def string_expression(value: str, roles: Roles) -> str:
    """A string: the name of a keyword argument, or UTF-8, or pieces between lone surrogates.

    Keyword names are interned.  So are, in CPython, all constants made of letters, digits and underscores,
    so that a program may see them as one object: what `text` makes of these has to be interned.
    """
    if not value:
        return roles.call("str")
    if is_name(value):
        return roles.name(value)
    if NAME_CHARACTERS.fullmatch(value):
        return roles.interned(value)
    return roles.text(value) if is_utf_8(value) else pieces_expression(value, roles)


def is_name(value: object) -> bool:
    """Whether *value* is a string that can be the name of an argument."""
    return isinstance(value, str) and bool(IDENTIFIER.fullmatch(value)) and value not in KEYWORDS


def is_utf_8(value: str) -> bool:
    """Whether *value* has no lone surrogates, which UTF-8 can't hold."""
    return not SURROGATES.search(value)


def pieces_expression(value: str, roles: Roles) -> str:
    """A string with lone surrogates, put together from them and what is between them."""
    pieces = [
        string_expression(piece, roles) if is_utf_8(piece) else roles.call("chr", ord(piece))
        for piece in SURROGATES.split(value)
        if piece
    ]
    return pieces[0] if len(pieces) == 1 else roles.call("together", *pieces)


def bytes_expression(value: bytes, roles: Roles) -> str:
    """Bytes, from their values; zeros alone from their number."""
    if not value.strip(b"\0"):
        return roles.call("bytes", len(value) or "")
    return roles.octets(value)


def integer_expression(value: int, roles: Roles) -> str:
    return integer_text(value) if value >= 0 else roles.call("negative", integer_text(-value))


def integer_text(value: int) -> str:
    """A literal for the integer *value*, which is not negative; a huge one is hexadecimal.

    Hosts limit the length of decimal literals, and take hexadecimal ones of any length.
    """
    return str(value) if value.bit_length() <= MOST_DECIMAL_BITS else hex(value)


def float_expression(value: float, roles: Roles) -> str:
    """A float: one integer, a ratio of two that are exact, or the digits that `repr` gives.

    A ratio is right to the last bit, even on hosts that divide integers as floats, because both its
    integers are floats without rounding.
    """
    shown = repr(value)
    if shown.startswith("-"):
        return roles.call("negative", float_expression(-value, roles))
    if value.is_integer() and value <= LARGEST_EXACT_INTEGER:
        return roles.call("float", int(value))
    return decimal_ratio(shown, roles) or roles.call("float", string_expression(shown, roles))


def decimal_ratio(shown: str, roles: Roles) -> str | None:
    """The call that divides the digits of *shown* by a power of ten; None where that could round twice."""
    whole, point, fraction = shown.partition(".")
    digits = whole + fraction
    if not point or not digits.isdecimal():
        return None
    if int(digits) > LARGEST_EXACT_INTEGER or len(fraction) > LARGEST_EXACT_POWER:
        return None
    return roles.call("ratio", int(digits), 10 ** len(fraction))


def complex_expression(value: complex, roles: Roles) -> str:
    return roles.call("complex", complex_part(value.real, roles), complex_part(value.imag, roles))


def complex_part(value: float, roles: Roles) -> str:
    """One part of a complex number, which may be a bare integer, but not for -0.0."""
    expression = float_expression(value, roles)
    bare = re.fullmatch(rf"{re.escape(roles['float'])}\((\d+)\)", expression)
    return bare[1] if bare else expression


EXPRESSIONS: dict[type, Callable[..., str]] = {
    str: string_expression,
    bytes: bytes_expression,
    int: integer_expression,
    float: float_expression,
    complex: complex_expression,
}

# Comments

LONGEST_COMMENT = 70


def literal_comment(value: Constant, *, encoding: str = "utf-8") -> str:
    """The comment that shows the literal *value*, on one line: at most 70 characters of it, then "...".

    Characters that a file in *encoding* can't hold are escaped, as those that can't be printed are.
    """
    shown = shown_literal(value).encode(encoding, "backslashreplace").decode(encoding)
    return "# " + (shown if len(shown) <= LONGEST_COMMENT else shown[:LONGEST_COMMENT] + "...")


def shown_literal(value: Constant) -> str:
    """A literal for *value*, or for as much of it as a comment can show."""
    if isinstance(value, str | bytes):
        return repr(value[: LONGEST_COMMENT + 1])
    if isinstance(value, int):
        return integer_text(value) if value >= 0 else "-" + integer_text(-value)
    return repr(value).replace("inf", "1e309")
