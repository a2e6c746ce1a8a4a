"""`class C(metaclass=M, *bases): …`, which libcst's grammar does not know: a starred base behind a keyword.

Python evaluates bases before keywords, wherever they stand.  So the arguments are read in that order, `*bases,
metaclass=M`, and the tree has them so; what is between them stays in its place.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from mvpy.reading.chains import TOKEN

CLASS = re.compile(r"class\b[^\S\n]+\w+")


@dataclass
class Argument:
    """The text from *start* to *end*: a starred base, a keyword argument (`**d`, too), or another base."""

    start: int
    end: int
    starred: bool = False
    keyword: bool = False


def reordered(text: str, lines: Sequence[int]) -> str:
    """*text*, whose logical lines start at *lines*, with the starred bases of classes before the keywords."""
    parts, last = [], 0
    for start in lines:
        header = CLASS.match(text, start)
        arguments = list(arguments_from(text, header.end())) if header else []
        keywords = [i for i, argument in enumerate(arguments) if argument.keyword]
        if not keywords or not any(argument.starred for argument in arguments[keywords[0] :]):
            continue
        behind = arguments[keywords[0] :]
        in_order = sorted(behind, key=lambda argument: not argument.starred)
        for place, argument in zip(behind, in_order):
            parts += [text[last : place.start], text[argument.start : argument.end]]
            last = place.end
    return "".join([*parts, text[last:]])


def arguments_from(text: str, start: int) -> Iterator[Argument]:
    """The arguments in the parentheses of the class header whose name ends at *start*; none if it has none."""
    depth, at_class, argument = 0, -1, None
    for token in TOKEN.finditer(text, start):
        word = token.group()
        if word[0] in "#\\":
            continue
        if word in ("(", "[", "{"):
            if depth == 0 and word == "(":
                at_class = 1  # brackets before it are of type parameters
            depth += 1
            if depth == at_class == 1 and argument is None:
                continue
        elif word in (")", "]", "}"):
            depth -= 1
        if depth == 0 and (at_class == 1 or word == ":"):
            if argument is not None:
                yield argument
            return
        if at_class != 1:
            continue
        if depth == 1 and word == ",":
            if argument is not None:
                yield argument
            argument = None
        elif argument is None:
            argument = Argument(token.start(), token.end(), word == "*", word == "**")
        else:
            argument.keyword = argument.keyword or depth == 1 and word == "=" and not argument.starred
            argument.end = token.end()
