"""Chains that are too long for a parser's stack: of operators, lambdas, `elif` and strings in one expression or `if`.

refuse_chains(text, lines)     raises TooMuch; *lines* are the offsets at which logical lines start
"""

from __future__ import annotations

import re

from mvpy.reading.misspelt import TooMuch

OPERATORS = 3_500  # CPython 3.11 gives up between 2 900 and 6 000; libcst takes 7 s for 3 000, 36 s for 5 000
LAMBDAS = 1_000  # in one another; CPython gives up at 3 000, for which libcst needs 1.7 GB
ELIFS = 10_000
STRINGS = 2_900  # libcst's parser stops at 3 000 neighbours

TOKEN = re.compile(
    r"""[rRbBuUfFtT]{0,2}(?:'''(?:[^'\\]|\\.|'(?!''))*+'''|\"\"\"(?:[^"\\]|\\.|"(?!""))*+\"\"\""""
    r"""|'(?:[^'\\\n]|\\.)*+'|"(?:[^"\\\n]|\\.)*+")"""
    r"""|\#[^\n]*|\d[\w.]*|\w+|\*\*=?|//=?|<<=?|>>=?|[-+*/%@&|^<>=!]=|->|\S""",
    re.DOTALL,
)
CHAINED = {
    "+",
    "-",
    "*",
    "/",
    "%",
    "@",
    "&",
    "|",
    "^",
    "~",
    ".",
    "**",
    "//",
    "<<",
    ">>",
    "if",
    "lambda",
    "not",
    "await",
}
ENDS = {",", ":", ";", "="}


def refuse_chains(text: str, lines: list[int]) -> None:
    """Complain about an expression or an `if` with more links than the parser's stack holds."""
    elifs: dict[str, int] = {}
    for start, end in zip(lines, [*lines[1:], len(text)]):
        if end - start > OPERATORS:  # what is refused has a character for each link, and strings have two
            refuse_chain(text, start, end)
        if text.startswith("elif", start):
            blanks = text[text.rfind("\n", 0, start) + 1 : start]
            elifs[blanks] = elifs.get(blanks, 0) + 1
            if elifs[blanks] > ELIFS:
                raise TooMuch(f"more than {ELIFS} 'elif' in a row are too many for mvpy", start)
        elif elifs and text.startswith("if", start):
            elifs.pop(text[text.rfind("\n", 0, start) + 1 : start], None)


def refuse_chain(text: str, start: int, end: int) -> None:
    """Complain about one logical line with a chain that is too long."""
    stack, neighbours = [Links()], 0
    for found in TOKEN.finditer(text, start, end):
        token = found.group()
        if token[0] == "#":
            continue
        neighbours = neighbours + 1 if token[-1] in "'\"" else 0
        stack[-1].see(token, token in "([" and neighbours == 0)
        if token in "([{":
            stack.append(Links())
        elif token in ")]}" and len(stack) > 1:
            stack.pop()
        links = stack[-1]
        for count, most, what in (
            (links.operators, OPERATORS, "operators in one expression"),
            (links.lambdas, LAMBDAS, "'lambda' in one another"),
            (neighbours, STRINGS, "string literals in a row"),
        ):
            if count > most:
                raise TooMuch(f"more than {most} {what} are too many for mvpy", found.start())


class Links:
    """The links of the expression at hand, between two brackets: its operators, and the lambdas in one another."""

    __slots__ = ("operators", "lambdas", "headers")

    def __init__(self) -> None:
        self.operators = self.lambdas = 0
        self.headers = 0  # lambdas whose colon is still to come

    def see(self, token: str, trails: bool) -> None:
        """Count *token*; a bracket that *trails* what is called or subscribed is a link too."""
        if token in CHAINED or trails:
            self.operators += 1
        if token in ENDS:
            self.operators = 0
        if token == "lambda":
            self.lambdas += 1
            self.headers += 1
        elif token == ":" and self.headers:
            self.headers -= 1
        elif token in ENDS and not self.headers:
            self.lambdas = 0
