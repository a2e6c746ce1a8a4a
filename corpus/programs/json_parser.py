"""Read and write JSON by hand: recursive descent in, indentation out.

Errors carry line and column, the way an editor wants them.
"""

from typing import Any, Iterator, List, NamedTuple, Tuple

WHITESPACE = " \t\r\n"
ESCAPES = {'"': '"', "\\": "\\", "/": "/", "b": "\b", "f": "\f", "n": "\n", "r": "\r", "t": "\t"}
CONSTANTS = {"true": True, "false": False, "null": None}


class Place(NamedTuple):
    line: int
    column: int

    def __str__(self) -> str:
        return f"line {self.line}, column {self.column}"


class JSONError(ValueError):
    """*text* isn't JSON at *index*."""

    def __init__(self, message: str, text: str, index: int) -> None:
        before = text[:index]
        self.place = Place(before.count("\n") + 1, index - (before.rfind("\n") + 1) + 1)
        super().__init__(f"{message} at {self.place}")


class Parser:
    """One parse of one text."""

    def __init__(self, text: str, *, max_depth: int = 20) -> None:
        self.text = text
        self.index = 0
        self.depth = 0
        self.max_depth = max_depth

    # The public entry -------------------------------------------------

    def parse(self) -> Any:
        value = self.value()
        self.skip()
        if self.index != len(self.text):
            raise self.error("unexpected text after the value")
        return value

    # Characters -------------------------------------------------------

    def error(self, message: str) -> JSONError:
        return JSONError(message, self.text, self.index)

    def skip(self) -> None:
        while self.index < len(self.text) and self.text[self.index] in WHITESPACE:
            self.index += 1

    def peek(self) -> str:
        self.skip()
        return self.text[self.index] if self.index < len(self.text) else ""

    def take(self, wanted: str) -> bool:
        """Move past *wanted* if it is next."""
        if self.peek() != wanted:
            return False
        self.index += 1
        return True

    def expect(self, wanted: str) -> None:
        if not self.take(wanted):
            raise self.error(f"expected {wanted!r}")

    # Values -----------------------------------------------------------

    def value(self) -> Any:
        char = self.peek()
        if char == "{":
            return dict(self.nested(self.pairs()))
        if char == "[":
            return self.nested(self.items())
        if char == '"':
            return self.string()
        if char == "-" or char.isdigit():
            return self.number()
        for word, constant in CONSTANTS.items():
            if self.text.startswith(word, self.index):
                self.index += len(word)
                return constant
        raise self.error("expected a value" if char else "unexpected end")

    def nested(self, members: Iterator[Any]) -> List[Any]:
        self.depth += 1
        try:
            if self.depth > self.max_depth:
                raise self.error("too deep")
            return list(members)
        finally:
            self.depth -= 1

    def items(self) -> Iterator[Any]:
        self.expect("[")
        if self.take("]"):
            return
        while True:
            yield self.value()
            if self.take("]"):
                break
            self.expect(",")

    def pairs(self) -> Iterator[Tuple[str, Any]]:
        self.expect("{")
        if self.take("}"):
            return
        while True:
            if self.peek() != '"':
                raise self.error("expected a name in quotes")
            key = self.string()
            self.expect(":")
            yield key, self.value()
            if self.take("}"):
                break
            self.expect(",")

    def string(self) -> str:
        self.expect('"')
        parts: List[str] = []
        while True:
            if self.index >= len(self.text):
                raise self.error("unterminated string")
            char = self.text[self.index]
            self.index += 1
            if char == '"':
                return "".join(parts)
            elif char == "\\":
                parts.append(self.escape())
            elif char < " ":
                self.index -= 1
                raise self.error("control character in a string")
            else:
                parts.append(char)

    def escape(self) -> str:
        letter = self.text[self.index:self.index + 1]
        self.index += 1
        if letter in ESCAPES:
            return ESCAPES[letter]
        if letter != "u":
            self.index -= 1
            raise self.error("unknown escape")
        code = self.four_digits()
        # Characters outside the basic plane come as two escapes.
        if 0xD800 <= code < 0xDC00 and self.text.startswith("\\u", self.index):
            self.index += 2
            low = self.four_digits()
            code = 0x10000 + ((code - 0xD800) << 10) + (low - 0xDC00)
        return chr(code)

    def four_digits(self) -> int:
        digits = self.text[self.index:self.index + 4]
        try:
            if len(digits) < 4:
                raise ValueError(digits)
            code = int(digits, 16)
        except ValueError as error:
            raise self.error("bad \\u escape") from error
        self.index += 4
        return code

    def number(self) -> Any:
        start = self.index
        is_float = False
        self.index += self.text[start] == "-"
        self.digits()
        if self.text[self.index:self.index + 1] == ".":
            is_float = True
            self.index += 1
            self.digits()
        if self.text[self.index:self.index + 1] in ("e", "E"):
            is_float = True
            self.index += 1
            if self.text[self.index:self.index + 1] in ("+", "-"):
                self.index += 1
            self.digits()
        return (float if is_float else int)(self.text[start:self.index])

    def digits(self) -> None:
        start = self.index
        while self.text[self.index:self.index + 1].isdigit():
            self.index += 1
        if self.index == start:
            raise self.error("expected a digit")


def quote(text: str) -> str:
    back = {value: key for key, value in ESCAPES.items() if key != "/"}
    return '"' + "".join(
        "\\" + back[char] if char in back else f"\\u{ord(char):04x}" if char < " " else char
        for char in text
    ) + '"'


def dump(value: Any, indent: int = 0, *, width: int = 40) -> str:
    """*value* as text: on one line where it fits, else one member a line."""
    if value is None or value is True or value is False:
        return {None: "null", True: "true", False: "false"}[value]
    if isinstance(value, (int, float)):
        return repr(value)
    if isinstance(value, str):
        return quote(value)
    if isinstance(value, dict):
        opening, closing = "{}"
        members = [f"{quote(key)}: {dump(item, indent + 2, width=width)}" for key, item in value.items()]
    elif isinstance(value, (list, tuple)):
        opening, closing = "[]"
        members = [dump(item, indent + 2, width=width) for item in value]
    else:
        raise TypeError(f"{type(value).__name__} isn't JSON")
    line = opening + ", ".join(members) + closing
    if len(line) <= width and "\n" not in line:
        return line
    pad = "\n" + " " * (indent + 2)
    return opening + pad + ("," + pad).join(members) + "\n" + " " * indent + closing


SAMPLE = r"""
{
  "name": "Zoë \"Z\" \u00c5str\u00f6m \ud83d\ude00",
  "age": 41, "ratio": -0.5e-3, "big": 12345678901234567890,
  "tags": ["a", "b\tc", [], {}, [true, false, null]],
  "nested": {"deep": {"deeper": {"deepest": [1, 2, [3, [4, [5]]]]}}}
}
"""

BROKEN = ["", "[1, 2", "[1,, 2]", '{"a" 1}', "{a: 1}", '"tab\there"', '"\\q"', '"\\u12"', "01x", "-", "1.",
          "[" * 30, '{"a": 1}\n\n  oops', "nul"]


def main() -> None:
    value = Parser(SAMPLE).parse()
    print(value["name"], value["big"] + 1, value["ratio"])
    text = dump(value)
    print(text)
    assert Parser(text).parse() == value, "a round trip changes nothing"
    for source in BROKEN:
        try:
            print(source, "->", Parser(source).parse())
        except JSONError as error:
            cause = f" (from {type(error.__cause__).__name__})" if error.__cause__ else ""
            print(f"{source[:12]!r}: {error}{cause}")
    try:
        dump({"x": {1, 2}})
    except TypeError as error:
        print(error)


if __name__ == "__main__":
    main()
