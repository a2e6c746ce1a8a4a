"""A use of the standard library that a version does not have, and the sentence about it."""

from __future__ import annotations

from typing import NamedTuple

from mvpy.library.table import Span, Version


class LibraryUse(NamedTuple):
    """One use: its place (from 1), what is used, the first and the last version that have it, and how sure that is.

    It is not *certain* where a method is known by its name alone: nobody knows on what it is called; nor where an
    import, in words, may bring something else by that name: *unless* it does.
    """

    line: int
    column: int
    what: str
    since: Version | None
    until: Version | None
    certain: bool = True
    unless: str = ""


def use(line: int, column: int, what: str, span: Span, unless: str | None) -> LibraryUse:
    """The use of *what*, which was there for *span*, *unless* an import brings something else; None for a method's name."""
    return LibraryUse(line, column, what, span.since, span.until, unless == "", unless or "")


def sentence(name: str, found: LibraryUse) -> str:
    """What `--for` says of *found* in the file *name*."""
    return f"{name}:{found.line}:{found.column}: {words(found)}"


def words(found: LibraryUse) -> str:
    """What is said of *found*."""
    verb = "is there" if found.certain or found.unless else "is perhaps a method that is there"
    spans = [f"from Python {found.since[0]}.{found.since[1]} on"] if found.since else []
    spans += [f"up to Python {found.until[0]}.{found.until[1]}"] if found.until else []
    doubt = f", unless `{found.unless}` brings another" if found.unless else ""
    return f"`{found.what}` {verb} {' and '.join(spans)}{doubt}"
