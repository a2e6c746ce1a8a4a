"""`mvpy rewrites`: what there is, and what each rewrite does."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

import click

from mvpy.command.base import Command
from mvpy.command.completions import rewrite_names
from mvpy.command.corpus_programs import names_program, program_lines
from mvpy.command.rewrite_names import is_core, named, staying, taking, unknown
from mvpy.explain.rewrite_words import title_of, words_of
from mvpy.rewrites import ORDER


@click.command(cls=Command, context_settings={"ignore_unknown_options": True})  # `->` and `-=` are words, too
@click.argument("name", metavar="[WORD]", required=False, shell_complete=rewrite_names)
def rewrites(name: str | None) -> None:
    """List the rewrites, or tell all about one.

    WORD is its name, or a keyword, a sign or a word of everyday for what it takes.

    The name of a program that shows a fact, with_statement/managers_leave_in_reverse.py for one, shows that program.
    """
    if name is not None and names_program(name):
        click.echo("\n".join(program_lines(name)))
    else:
        click.echo("\n".join(listed(ORDER) if name is None else answer(name)))


def answer(word: str) -> Iterator[str]:
    """The lines about the rewrites that *word* leads to: all about one, or one line for each; or that it stays."""
    chosen, word = named(word), word.strip()
    others = [one for one in taking(word) if one not in chosen] if word not in ORDER else []
    found = sorted({*chosen, *others}, key=ORDER.index)
    why = staying(word)
    if why and (not chosen or is_core(word)):
        yield f"'{word}' stays: {why}{'; see also' if found else ''}"
        yield from listed(found)
    elif len(chosen) == 1 or len(found) == 1:
        (one,) = chosen or found
        yield from (one, "", words_of(one).strip())
        if others and chosen:
            yield from ("", f"'{word}' is also in", *(f"    {line}" for line in listed(others)))
    else:
        yield from listed(found or unknown(word))


def listed(names: Sequence[str]) -> Iterator[str]:
    """A line for each of the rewrites *names*: its title."""
    width = max(map(len, names), default=0)
    for one in names:
        yield f"{one:{width}}  {title_of(one)}"
