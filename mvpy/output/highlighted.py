"""An output as HTML, for notebooks: highlighted, with nothing from elsewhere, and every character of it as text.

What stands above the program is folded.  Colours are those of Jupyter's theme, where there is one; else they go by
what the reader prefers, dark or light.
"""

from __future__ import annotations

import unicodedata
from html import escape
from typing import Any

from pygments.lexers.python import PythonLexer
from pygments.token import Comment, Keyword, Name, Number, Operator, String

# Which class a kind of token has; the first that fits.
CLASSES = (
    (Comment, "comment"), (Keyword, "keyword"), (Operator.Word, "keyword"), (String, "string"),
    (Number, "number"), (Name.Builtin, "builtin"), (Name.Function, "definition"), (Name.Class, "definition"),
)  # fmt: skip
# class: Jupyter's name for the colour, ours on white, ours on black
COLOURS = {
    "comment": ("comment", "#5f6b6b", "#93a1a1"),
    "keyword": ("keyword", "#00692e", "#6cc98d"),
    "string": ("string", "#a31515", "#ef8f8f"),
    "number": ("number", "#0550ae", "#79b8ff"),
    "builtin": ("builtin", "#005d80", "#66c5e8"),
    "definition": ("def", "#0000c8", "#a5b4ff"),
}
STYLE = """\
.mvpy-output pre { margin: 0; padding: 0; background: none; line-height: 1.35; white-space: pre; overflow-x: auto; color: inherit; }
.mvpy-output summary { cursor: pointer; font-size: 90%; }
.mvpy-output .hidden-character { outline: 1px solid; }
"""
LAYOUT = "\n\t"


def as_html(code: str, above: int = 0) -> str:
    """*code* as HTML; its first *above* lines are folded."""
    lines = html_lines(code)
    folded = (
        f"<details><summary>{above} lines above the program</summary>{block(lines[:above])}</details>"
        if above
        else ""
    )
    return f'<div class="mvpy-output"><style>{style()}</style>{folded}{block(lines[above:])}</div>'


def block(lines: list[str]) -> str:
    """*lines* of HTML as they stand; the line end behind `<pre>` is one that HTML leaves out."""
    return "<pre>\n<code>" + "\n".join(lines) + "</code></pre>"


def style() -> str:
    """The style sheet."""

    def rules(which: int) -> str:
        return "".join(
            f".mvpy-output .{name} {{ color: var(--jp-mirror-editor-{colours[0]}-color, {colours[which]}); }}\n"
            for name, colours in COLOURS.items()
        )

    return f"{STYLE}{rules(1)}@media (prefers-color-scheme: dark) {{\n{rules(2)}}}\n"


def html_lines(code: str) -> list[str]:
    """The lines of *code* as HTML, each complete in itself."""
    lines = [""]
    for kind, text in PythonLexer(stripnl=False, ensurenl=False).get_tokens(code):
        name = class_of(kind)
        for i, part in enumerate(text.split("\n")):
            if i:
                lines.append("")
            if part:
                shown = as_text(part)
                lines[-1] += f'<span class="{name}">{shown}</span>' if name else shown
    return lines[:-1] if lines[-1] == "" else lines


def class_of(kind: Any) -> str:
    """The class of tokens of this *kind*; empty if they have none."""
    return next((name for token, name in CLASSES if kind in token), "")


def as_text(text: str) -> str:
    """*text* as HTML that shows it, characters that would be unseen or turn others round as their names."""
    return "".join(
        (
            f'<span class="hidden-character" title="{escape(unicodedata.name(char, "control"))}">U+{ord(char):04X}</span>'
            if is_unseen(char)
            else escape(char)
        )
        for char in text
    )


def is_unseen(char: str) -> bool:
    """Is *char* a control, as those of the direction of text are, or half of a character?"""
    return char not in LAYOUT and unicodedata.category(char) in ("Cc", "Cf", "Cs", "Zl", "Zp")
