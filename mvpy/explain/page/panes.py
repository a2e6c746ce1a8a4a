"""What is side by side on the page, as it is before the script is at work, and the steps by their names."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from typing import Any

from mvpy.conform.page.words import lines, sentence, words
from mvpy.verification.report import number_of

FINISHED = "What is not needed any more is taken away, and the ten constructs are laid out."
MOST = 12  # lines that are named for one step


def code(texts: Sequence[str]) -> str:
    """The lines *texts* of a program."""
    return lines("\n".join(texts))


def titles(record: dict[str, Any]) -> list[str]:
    """What is said of each of the rewrites, by their numbers."""
    return [title or FINISHED for _, title in record["rewrites"]]


def name_of(record: dict[str, Any], rewrite: int) -> str:
    """What a step is called."""
    return record["rewrites"][rewrite][0] or "finish"


def options(record: dict[str, Any], constructs: Collection[str]) -> Iterator[str]:
    """The *constructs* of the program that can be followed alone, by the names of their rewrites."""
    numbers = {rewrite for unit in record["units"] for rewrite in unit[5:]}
    own = [rewrite for rewrite in numbers if name_of(record, rewrite) in constructs]
    found = sorted(own, key=lambda one: name_of(record, one))
    for rewrite in found:
        yield f'<option value="{rewrite}">{words(name_of(record, rewrite))}</option>'


def steps(record: dict[str, Any]) -> Iterator[str]:
    """Each step: what it is, and at which lines it was at work."""
    said = titles(record)
    for number, (rewrite, units, _) in enumerate(record["steps"], 1):
        at = sorted({record["units"][unit][1] for unit in units})
        yield (
            f'<li><a href="#step={number}"><code>{words(name_of(record, rewrite))}</code></a> '
            f"<span>{sentence(said[rewrite])}</span> <small>{at_lines(at)}</small></li>"
        )


def at_lines(numbers: Sequence[int]) -> str:
    """Some lines by their *numbers*: "lines 1, 2, 3"."""
    if not numbers:
        return ""
    named = ", ".join(map(str, numbers[:MOST]))
    more = f" and {number_of(len(numbers) - MOST, 'other')}" if len(numbers) > MOST else ""
    return f"line{'s' if len(numbers) > 1 else ''} {named}{more}"
