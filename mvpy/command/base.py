"""What every command is: how it fails, and where its help is from."""

from __future__ import annotations

from typing import Any

import click

from mvpy.command.exit_codes import BROKEN, UNUSABLE
from mvpy.command.terminal import say
from mvpy.errors import ContractError, SourceError, TemplateError, UsageError
from mvpy.machine.docstrings import docstring


class Command(click.Command):
    """A command whose errors are words and an exit code, never a traceback."""

    def __init__(self, *args: Any, **attributes: Any) -> None:
        super().__init__(*args, **documented(attributes))

    def invoke(self, ctx: click.Context) -> Any:
        try:
            return super().invoke(ctx)
        except UsageError as error:
            raise click.UsageError(str(error), ctx) from error
        except SourceError as error:
            say(str(error))
            ctx.exit(UNUSABLE)
        except (ContractError, TemplateError) as error:  # of a rewrite that somebody works on
            say(str(error))
            ctx.exit(BROKEN)
        except BrokenPipeError:
            raise
        except OSError as error:
            say(f"{error.filename or 'error'}: {(error.strerror or str(error)).lower()}")
            ctx.exit(UNUSABLE)


def documented(attributes: dict[str, Any]) -> dict[str, Any]:
    """The *attributes* of a click command, with its docstring as help."""
    return {**attributes, "help": attributes.get("help") or docstring(attributes["callback"])}
