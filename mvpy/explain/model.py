"""What is told of a program: its constructs, where they stand, and what each becomes.

    explained(text).constructs[0].sites[0].opened.changes[0].after

Everything is computed and frozen: what shows it, on a terminal or on a page, asks nothing more.  `as_json` gives the
same as plain data.  Lines and columns count from 1; a column counts characters.
"""

from __future__ import annotations

import ast
import json
import platform
import warnings
from dataclasses import asdict, dataclass
from typing import Any

import libcst

from mvpy import __version__
from mvpy.explain.facts import Account, Fact
from mvpy.tree.syntax_trees import syntax_tree

SCHEMA = 1


@dataclass(frozen=True)
class Place:
    """From where to where something stands; the last column is the one behind it."""

    line: int
    column: int
    end_line: int
    end_column: int


@dataclass(frozen=True)
class Line:
    """A line of a program, without the indentation of the statements that it is shown with.

    *source* is the line of the source that it is, or comes from; 0 if it comes from none.
    *kept*: it belongs to a statement that stays as it was.
    """

    text: str
    source: int
    kept: bool = False


@dataclass(frozen=True)
class Change:
    """Statements of the program from *line* on, and what has become of them.

    Where there are none before, what is new stands above that line; what is gone has no lines after.
    """

    line: int
    before: tuple[Line, ...]
    after: tuple[Line, ...]

    @property
    def is_layout(self) -> bool:
        """Do both say the same in other lines, as the suites around a site do that have got lines of their own?"""
        before, after = text_of(self.before), text_of(self.after)
        return bool(before and after) and meaning_of(before) == meaning_of(after)


def text_of(lines: tuple[Line, ...]) -> str:
    """The *lines* as one text."""
    return "\n".join(line.text for line in lines)


def meaning_of(text: str) -> str:
    """What the statements *text* say, whatever their layout; the text itself, if this Python does not read it."""
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")  # the program has had them
            return ast.dump(syntax_tree(text))
    except (SyntaxError, ValueError, RecursionError, MemoryError):
        return text


@dataclass(frozen=True)
class Opened:
    """What becomes of a program if one construct goes at one site, and the rest stays.

    *changes* are in the order of the source.  *opens* names the other rewrites that are at work there,
    and *leaves* those that what it becomes is left to: a target that was a part of it is an assignment now.
    *above* are the lines that come to stand above the program, and *helpers* names those of our functions in them.
    *refused* says why there is nothing to show, where that is so.
    """

    changes: tuple[Change, ...]
    opens: tuple[str, ...] = ()
    helpers: tuple[str, ...] = ()
    above: tuple[str, ...] = ()
    refused: str = ""
    leaves: tuple[str, ...] = ()

    @property
    def telling(self) -> tuple[Change, ...]:
        """The changes that are more than layout; all of them if none is."""
        return tuple(change for change in self.changes if not change.is_layout) or self.changes


@dataclass(frozen=True)
class Addition:
    """Lines that an exact output has and a plain one has not.

    *kinds* are the kinds of difference that need them, each for itself or all together, and *facts* what the rewrite
    says of these.
    """

    lines: tuple[str, ...]
    kinds: tuple[str, ...]
    facts: tuple[Fact, ...]


@dataclass(frozen=True)
class Exact:
    """The same site in an exact output, and what that adds to the plain one, from the top."""

    opened: Opened
    additions: tuple[Addition, ...]


@dataclass(frozen=True)
class Site:
    """One construct at one place of the program.

    *number* counts all sites in the order of the source, from 1 on.  *statement* are the first and the last line of
    the statement in which it stands.  *facts* are those that matter here.  *opened* and *exact* are None where that
    has not been asked for.
    """

    number: int
    rewrite: str
    place: Place
    statement: tuple[int, int]
    facts: tuple[Fact, ...]
    opened: Opened | None = None
    exact: Exact | None = None


@dataclass(frozen=True)
class Told:
    """One kind of construct: what its rewrite says of it, and where it stands.

    *is_quiet*: it is layout, or a readable output keeps it, so that it is told once, and its other sites are only counted.
    """

    rewrite: str
    account: Account
    sites: tuple[Site, ...]
    is_quiet: bool


@dataclass(frozen=True)
class Explanation:
    """A program, explained: its constructs in the order in which they appear first."""

    file: str
    text: str
    target: tuple[int, int]
    constructs: tuple[Told, ...]

    @property
    def sites(self) -> tuple[Site, ...]:
        """All sites, in the order of the source."""
        found = (site for told in self.constructs for site in told.sites)
        return tuple(sorted(found, key=lambda site: site.number))

    def as_json(self) -> str:
        """All of it but the text of the program, with the versions of what matters at the top."""
        record = {
            "schema": SCHEMA,
            "versions": versions(),
            "file": self.file,
            "target": f"{self.target[0]}.{self.target[1]}",
            "constructs": [construct_record(told) for told in self.constructs],
        }
        return json.dumps(record, indent=1) + "\n"


def versions() -> dict[str, str]:
    """The versions of what an explanation depends on."""
    return {"python": platform.python_version(), "mvpy": __version__, "libcst": libcst.LIBCST_VERSION}


def construct_record(told: Told) -> dict[str, Any]:
    """*told* as plain data: facts stand once, and sites name them."""
    account = told.account
    return {
        "rewrite": told.rewrite,
        "title": account.title,
        "grammar": account.grammar,
        "facts": [{"name": fact.name, **asdict(fact)} for fact in account.facts],
        "links": [{"text": text, "address": address} for text, address in account.links],
        "quiet": told.is_quiet,
        "sites": [site_record(site) for site in told.sites],
    }


def site_record(site: Site) -> dict[str, Any]:
    """*site* as plain data, its facts by their names."""
    record = asdict(site)
    record["facts"] = [fact.name for fact in site.facts]
    if site.exact is not None:
        for written, addition in zip(record["exact"]["additions"], site.exact.additions, strict=True):
            written["facts"] = [fact.name for fact in addition.facts]
    return record
