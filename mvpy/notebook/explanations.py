"""An explanation as a notebook shows it: the rows of `mvpy explain`, as text or as HTML."""

from __future__ import annotations

from html import escape
from typing import Any

from mvpy.command.explanation_lines import QUIET, STRONG, WHERE, Piece, lines_of
from mvpy.explain.model import Explanation
from mvpy.output.highlighted import as_text

WIDTH = 110  # columns: what most notebooks have room for
STYLES = {STRONG: "font-weight: bold", WHERE: "text-decoration: underline", QUIET: "opacity: 0.7"}


class Explained:
    """The *explanation* of a cell, a function or a class; *sought* says that there is nothing, if a part was sought."""

    def __init__(self, explanation: Explanation, sought: str) -> None:
        self.explanation, self.sought = explanation, sought

    def __repr__(self) -> str:
        rows = lines_of(self.explanation, self.sought, WIDTH)
        return "\n".join("".join(text for text, _ in row).rstrip() for row in rows)

    def _repr_pretty_(self, printer: Any, cycle: bool) -> None:
        """What IPython shows on a terminal."""
        printer.text(repr(self))

    def _repr_html_(self) -> str:
        """What a notebook shows."""
        rows = lines_of(self.explanation, self.sought, WIDTH)
        text = "\n".join("".join(map(as_html, row)) for row in rows)
        return f'<pre style="margin: 0; line-height: 1.35; white-space: pre; overflow-x: auto">\n<code>{text}</code></pre>'


def as_html(piece: Piece) -> str:
    """A *piece* of a row as HTML; an address is a link."""
    text, style = piece
    if text.startswith("https://"):
        return f'<a href="{escape(text)}">{as_text(text)}</a>'
    return f'<span style="{STYLES[style]}">{as_text(text)}</span>' if style in STYLES else as_text(text)
