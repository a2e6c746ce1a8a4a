"""What can be said of a program before it is parsed: strings, brackets, indentation and its size.

    scan("x = (1,\\n     2)\\n")     gives the places where logical lines start
    scan("x = (1")                  raises Misspelt("'(' was never closed", 4)

libcst's parser gives no place for most lexical errors, and dies with a signal on nesting that CPython refuses
in words.  So this runs first.  One regular expression finds the next character that matters.
"""

from __future__ import annotations

import re
import unicodedata

from mvpy.reading.chains import refuse_chains
from mvpy.reading.misspelt import Misspelt, TooMuch

FIELDS = 3  # in each other's format specifications (MAX_EXPR_NESTING)
BRACKETS = 200  # CPython's own limits (MAXLEVEL and MAXINDENT of its tokenizer)
INDENTS = 99
CODE = 4_000_000  # characters outside strings and comments; libcst needs 1.6 kB of memory for each

CONTROLS = r"\0-\x08\x0b\x0e-\x1f\x7f"  # but not what stands between words and lines
INTERESTING = re.compile(rf"""["'#()\[\]{{}}\n$?`!\\{CONTROLS}]|[^\0-\x7f]+""")
IN_FIELD = re.compile(rf"""["'#()\[\]{{}}\n$?`!:\\{CONTROLS}]|[^\0-\x7f]+""")
INDENTATION = re.compile(r"(?:[ \t\f]*\\\n)*+[ \t\f]*")  # a backslash makes one indentation of several lines
PREFIX = re.compile(r"(?<!\w)[rbuft]{1,2}\Z", re.IGNORECASE)
CLOSES = {")": "(", "]": "[", "}": "{"}
STRING_ENDS = {
    "'": re.compile(r"[^'\\\n]*+(?:\\.[^'\\\n]*+)*+'", re.DOTALL),
    '"': re.compile(r'[^"\\\n]*+(?:\\.[^"\\\n]*+)*+"', re.DOTALL),
    "'''": re.compile(r"[^'\\]*+(?:(?:\\.|'(?!''))[^'\\]*+)*+'''", re.DOTALL),
    '"""': re.compile(r'[^"\\]*+(?:(?:\\.|"(?!""))[^"\\]*+)*+"""', re.DOTALL),
}
TEXT_ENDS = {quote: quote if len(quote) == 3 else f"{quote}|\n" for quote in STRING_ENDS}
RAW_LITERAL = {
    quote: re.compile(r"\{\{|\}\}|[{}]|\\[^{}]|" + end, re.DOTALL) for quote, end in TEXT_ENDS.items()
}
LITERAL = {
    quote: re.compile(r"\\N\{[^}\n]*\}|" + raw.pattern, re.DOTALL) for quote, raw in RAW_LITERAL.items()
}
RAW_SPEC = {quote: re.compile(r"[{}]|\\[^{}]|" + quote + "|\n", re.DOTALL) for quote in STRING_ENDS}
SPEC = {quote: re.compile(r"\\N\{[^}\n]*\}|" + raw.pattern, re.DOTALL) for quote, raw in RAW_SPEC.items()}
CONVERSION = re.compile(r"![sra]((?:[ \t\f]|\n|\\\n|#[^\n]*\n)*+)[:}]")
BLANKS = re.compile(r"(?:[ \t\f]|\n|\\\n|#[^\n]*\n)*+")


def scan(text: str) -> list[int]:
    """The offsets at which the logical lines of *text* start (of their first word, after the indentation)."""
    return scanned(text).lines


def scanned(text: str) -> Scanner:
    """The pass over the whole of *text*; Misspelt if it can't be parsed."""
    scanner = Scanner(text)
    scanner.run()
    refuse_chains(text, scanner.lines)
    return scanner


class Scanner:
    """One pass over *text*: its logical lines, the brackets and f-strings open now, its amount of code.

    *lines* are the offsets at which logical lines start, *levels* how many blocks are open there, from 1 for a module's;
    *layout* has a line's indentation and the one that its block would have, for each logical line where these are
    not the same (or only a backslash makes them so); *line_ends* are stretches of f-strings that hold line ends
    where libcst's tokenizer refuses them; *behind_conversions* is the space behind each conversion in a field.
    """

    def __init__(self, text: str) -> None:
        self.text = text
        self.lines: list[int] = []
        self.levels: list[int] = []
        self.code = 0
        self.open: list[tuple[str, int, str]] = (
            []
        )  # (bracket, or "f", "field", "spec"; offset; the f-string's quote)
        self.indents = [(0, 0, "")]  # (width with tabs of 8, and of 1; how the block is indented)
        self.blanks = ""
        self.layout: dict[int, tuple[int, str]] = {}  # by the start of the indentation: its end, the block's
        self.line_ends: list[tuple[int, int]] = []
        self.behind_conversions: list[str] = []
        self.ended: list[int] = []  # how many are open in specifications whose text a line end has ended

    def run(self) -> None:
        """Scan it all; raise Misspelt at the first mistake."""
        at = self.line_start(0)
        while at < len(self.text):
            kind = self.open[-1][0] if self.open else ""
            at = self.literal(at, kind) if kind in ("f", "spec") else self.step(at, kind)
            if self.code > CODE:
                raise TooMuch(
                    f"more than {CODE // 10**6} million characters of code are too many for mvpy", at
                )
        if self.open:
            raise unclosed(*self.open[-1])

    def step(self, at: int, kind: str) -> int:
        """In code: go to behind the next character that matters, from *at*."""
        found = (IN_FIELD if kind == "field" else INTERESTING).search(self.text, at)
        if found is None:
            self.code += len(self.text) - at
            return len(self.text)
        start, char = found.start(), found.group()
        self.code += start - at + 1
        match char:
            case "'" | '"':
                return self.string(start)
            case "#":
                return self.comment(start)
            case "(" | "[" | "{":
                return self.opening(char, start)
            case ")" | "]" | "}":
                return self.closing(char, start)
            case "\n":
                return start + 1 if self.open else self.line_start(start + 1)
            case "\\":
                return self.continuation(start)
            case ":" | "!":
                return self.colon_or_mark(char, start)
        return self.other(char, start)

    def line_start(self, at: int) -> int:
        """At the start of a physical line outside brackets: note where a logical line starts."""
        found = INDENTATION.match(self.text, at)
        assert found is not None  # it matches nothing, too
        blanks = found.group()
        start = at + len(blanks)
        if blanks.endswith("\\\n") and start == len(self.text):
            raise Misspelt("the file ends after a backslash", start - 2)
        if self.text[start : start + 1] not in ("", "\n", "#"):
            self.lines.append(start)
            if blanks != self.blanks:
                self.indent(blanks, start)
            self.levels.append(len(self.indents))
            if blanks != self.indents[-1][2]:
                self.layout[at] = start, self.indents[-1][2]
        elif "\\" in blanks:
            self.layout[at] = start, ""
        return start

    def indent(self, blanks: str, at: int) -> None:
        """Compare *blanks* with the indentations open now, the way CPython does (tabs count 8, and 1)."""
        self.blanks = blanks
        width, other = widths(blanks)
        if width > self.indents[-1][0]:
            if other <= self.indents[-1][1]:
                raise Misspelt("tabs and spaces are mixed in a way that depends on the width of a tab", at)
            self.indents.append((width, other, self.inside(blanks, width)))
            if len(self.indents) > INDENTS + 1:
                raise Misspelt(f"more than {INDENTS} levels of indentation", at)
            return
        while width < self.indents[-1][0]:
            self.indents.pop()
        if width != self.indents[-1][0]:
            raise Misspelt("this indentation fits none of the lines above", at)
        if other != self.indents[-1][1]:
            raise Misspelt("tabs and spaces are mixed in a way that depends on the width of a tab", at)

    def inside(self, blanks: str, width: int) -> str:
        """How a block that starts with *blanks* is indented: as it is written, where that goes on from the block around."""
        around_width, _, around = self.indents[-1]
        if blanks.startswith(around) and "\\" not in blanks:
            return blanks
        return around + " " * (width - around_width)

    def comment(self, at: int) -> int:
        """Behind the comment at *at*, which an f-string on one line may not have."""
        end = self.text.find("\n", at)
        return len(self.text) if end < 0 else end

    def string(self, at: int) -> int:
        """Behind the string whose quote is at *at*; for an f-string, behind its quote."""
        text = self.text
        quote = text[at] * 3 if text.startswith(text[at] * 3, at) else text[at]
        prefix = PREFIX.search(text, max(at - 3, 0), at)
        if prefix and set(prefix.group().lower()) & {"f", "t"}:
            self.open.append(("f", at - len(prefix.group()), quote))
            return at + len(quote)
        end = STRING_ENDS[quote].match(text, at + len(quote))
        if end is None:
            raise unclosed("string", at, quote)
        return end.end()

    def literal(self, at: int, kind: str) -> int:
        """In the text of an f-string, or in a format specification: behind the next thing that matters."""
        _, start, quote = self.open[-1]
        if kind == "spec" and self.text_has_ended():
            at = self.between_fields(at)
        raw = self.is_raw()
        if kind == "spec":
            patterns = RAW_SPEC if raw else SPEC
        else:
            patterns = RAW_LITERAL if raw else LITERAL
        found = patterns[quote].search(self.text, at)
        if found is None:
            raise unclosed("string", start, quote)
        match found.group():
            case "{":
                return self.opening("field", found.start(), quote)
            case "}" if kind == "spec":
                self.open[-2:] = []  # the specification, and its field
                if self.ended and len(self.open) < self.ended[-1]:
                    self.ended.pop()
            case "}":
                raise Misspelt("a single '}' in an f-string is written '}}'", found.start())
            case "\n" if kind == "spec" and len(quote) == 1:
                self.ended.append(len(self.open))
                return found.start()
            case "\n" if len(quote) == 1:
                raise unclosed("string", start, quote)
            case end if end == quote and kind == "spec":
                raise Misspelt("'{' was never closed in this f-string", self.open[-2][1])
            case end if end == quote:
                self.open.pop()
            case "\\\n" if len(quote) == 1 and self.is_raw():
                self.line_ends.append((found.end() - 1, found.end()))
        return found.end()

    def is_raw(self) -> bool:
        """Is the innermost f-string that is open now a raw one?"""
        start = next(at for kind, at, _ in reversed(self.open) if kind == "f")
        return "r" in self.text[start : start + 2].lower()

    def text_has_ended(self) -> bool:
        """Was there a line end in the specification at hand, or in one around it in the same f-string?

        Then only fields may follow, if the f-string is on one line: CPython's tokenizer takes no more text.
        """
        if not self.ended:
            return False
        start = max(i for i, (kind, _, _) in enumerate(self.open) if kind == "f")
        return start < self.ended[-1]

    def between_fields(self, at: int) -> int:
        """Behind the line ends, spaces and comments before the next field, or the end of the specification."""
        found = BLANKS.match(self.text, at)
        assert found is not None  # it matches nothing, too
        end = found.end()
        if self.text[end : end + 1] not in ("{", "}"):
            raise unclosed("string", *self.open[-1][1:])
        if "\n" in self.text[at:end]:
            self.line_ends.append((at, end))
        return end

    def opening(self, bracket: str, at: int, quote: str = "") -> int:
        """Open a bracket."""
        if (
            bracket == "field"
            and [kind for kind, _, _ in self.open[-2 * FIELDS :]] == ["field", "spec"] * FIELDS
        ):
            raise Misspelt(f"more than {FIELDS} fields are in each other's format specifications", at)
        self.open.append((bracket, at, quote))
        if len(self.open) > BRACKETS and sum(kind in "([{field" for kind, _, _ in self.open) > BRACKETS:
            raise Misspelt(f"more than {BRACKETS} brackets are open here", at)
        return at + 1

    def closing(self, bracket: str, at: int) -> int:
        """Close a bracket, the right one."""
        if not self.open:
            raise Misspelt(f"'{bracket}' closes nothing", at)
        kind, start, _ = self.open[-1]
        if kind == "field" and bracket == "}":
            if not self.text[start + 1 : at].strip():
                raise Misspelt("an f-string needs an expression between '{' and '}'", at)
        elif kind != CLOSES[bracket]:
            line = self.text.count("\n", 0, start) + 1
            opened = "{" if kind == "field" else kind
            raise Misspelt(f"'{bracket}' doesn't close the '{opened}' of line {line}", at)
        self.open.pop()
        return at + 1

    def continuation(self, at: int) -> int:
        """A backslash in code: the line goes on."""
        end = at + 2
        if not self.text.startswith("\n", at + 1) and end <= len(self.text):
            raise Misspelt("nothing may follow a backslash on its line", at + 1)
        if end >= len(self.text):
            raise Misspelt("the file ends after a backslash", at)
        return end

    def colon_or_mark(self, char: str, at: int) -> int:
        """`:` and `!` start a specification and a conversion in a field; elsewhere `!` is half of `!=`."""
        field = bool(self.open) and self.open[-1][0] == "field"
        if char == ":":
            self.open.append(("spec", at, self.open[-1][2]))
        elif self.text.startswith("!=", at):
            return at + 2
        elif not field:
            raise Misspelt("'!' is not part of Python", at)
        elif (conversion := CONVERSION.match(self.text, at)) is None:
            raise Misspelt("the conversions in an f-string are !s, !r and !a", at)
        else:
            self.behind_conversions.append(conversion.group(1))
        return at + 1

    def other(self, char: str, at: int) -> int:
        """A character that Python has no use for, or part of a name that is not ASCII."""
        end = at + len(char)
        if ord(char[0]) < 128:
            words = f"'{char}'" if char.isprintable() else f"the character U+{ord(char):04X}"
            raise Misspelt(f"{'a null character' if char == chr(0) else words} is not part of Python", at)
        if ("a" + char).isidentifier():
            return end
        for i, one in enumerate(char):
            if not ("a" + one).isidentifier():
                shown = (
                    f"'{one}' (U+{ord(one):04X})" if one.isprintable() else f"the character U+{ord(one):04X}"
                )
                raise Misspelt(f"{shown} is not part of Python{look_alike(one)}", at + i)
        return end


def widths(blanks: str) -> tuple[int, int]:
    """How far *blanks* indent a line, with tabs of 8 and with tabs of 1.

    Of several lines that backslashes join, the first that is indented decides.
    """
    *before, last = (piece.rsplit("\f", 1)[-1] for piece in blanks.split("\\\n"))
    for piece in filter(None, before):
        width = len(piece.expandtabs(8))
        return width, width
    return len(last.expandtabs(8)), len(last)


def look_alike(char: str) -> str:
    """What was meant by *char*, in words to be added, or nothing."""
    name = unicodedata.name(char, "")
    if "QUOTATION MARK" in name:
        return "; quotes are ' and \""
    if "DASH" in name or "MINUS" in name:
        return "; minus is '-'"
    if "SPACE" in name:
        return "; a space is U+0020"
    return ""


def unclosed(kind: str, at: int, quote: str) -> Misspelt:
    """The complaint about something at *at* that goes on to the end."""
    if kind == "spec" or kind == "field":
        return Misspelt("'{' was never closed in this f-string", at)
    if kind in ("f", "string"):
        what = (
            "this string in triple quotes is never closed"
            if len(quote) == 3
            else "this string is never closed"
        )
        return Misspelt(what, at)
    return Misspelt(f"'{kind}' was never closed", at)
