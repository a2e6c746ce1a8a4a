"""`mvpy rewrites`: what there is, and what each rewrite does."""

from __future__ import annotations

import click

from mvpy.command.base import Command
from mvpy.command.parameters import rewrite_names
from mvpy.command.rewrite_names import rewrites_called
from mvpy.command.rewrite_words import title_of, words_of
from mvpy.rewrites import ORDER


@click.command(cls=Command)
@click.argument("name", required=False, shell_complete=rewrite_names)
def rewrites(name: str | None) -> None:
    """List the rewrites, or tell all about one."""
    if name is not None:
        click.echo("\n\n".join(f"{one}\n\n{words_of(one).strip()}" for one in rewrites_called(name)))
        return
    width = max(map(len, ORDER))
    for one in ORDER:
        click.echo(f"{one:{width}}  {title_of(one)}")
