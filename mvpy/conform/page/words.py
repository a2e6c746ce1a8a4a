"""Words and numbers of the page, as HTML."""

from __future__ import annotations

import re
from html import escape

from mvpy.conform.matrix import Cell, Row
from mvpy.verification.report import number_of, printable

BETWEEN = re.compile("([_/])")
CODE = re.compile("`([^`]+)`")


def words(text: str) -> str:
    """*text* as HTML: nothing in it is markup, and what nobody can see is escaped as in a string of Python."""
    return escape(printable(text))


def name(text: str) -> str:
    """*text* as `words`; it may be broken between the words of a name."""
    return BETWEEN.sub(r"\1<wbr>", words(text))


def sentence(text: str) -> str:
    """*text* as `words`, with what stands in backquotes as code."""
    return CODE.sub(r"<code>\1</code>", words(text))


def lines(text: str) -> str:
    """*text* of several lines, as `words`; tabs stay."""
    return "\t".join(map(words, text.split("\t")))


def percent(share: float) -> str:
    """*share* in per cent; 100 only if it is all, and 0 only if it is nothing."""
    number = round(share * 100)
    number = min(number, 99) if share < 1 else number
    return f"{max(number, 1) if share > 0 else number}\N{NO-BREAK SPACE}%"


def counted(row: Row, cell: Cell, number: int) -> str:
    """What one interpreter does with a construct, as a cell of the matrix; *number* is that of the row.

    Colour says nothing that is not said in words.
    """
    right = len(cell.right)
    if cell.wrong:
        count, score = f"{right} of {cell.judged}", row.score(cell)
        if score is None:
            return linked(number, "no", "✗", "wrong,", count)
        return linked(number, "no", "✗", "wrong, score", f"{percent(score)} <small>{count}</small>")
    if right:
        return linked(number, "yes", "✓", "right,", str(right))
    if cell.other:
        return linked(number, "none", "?", f"cannot be told, {number_of(len(cell.other), 'program')}", "")
    return '<td class="none"><span aria-hidden="true">–</span><span class="hidden">nothing</span></td>'


def linked(number: int, kind: str, sign: str, said: str, shown: str) -> str:
    """A cell that leads to its row's section: a *sign*, which is *said* to those who cannot see it, and what is *shown*."""
    return (
        f'<td class="{kind}"><a href="#row-{number}"><span aria-hidden="true">{sign}</span>'
        f'<span class="hidden">{said}</span> {shown}</a></td>'
    )
