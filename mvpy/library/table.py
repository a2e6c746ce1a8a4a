"""What the standard library has had since when, and until when: what docs/make_library.py has measured.

What is not in the table was there all the time, as far as anybody knows.
"""

from __future__ import annotations

import json
import sys
from collections.abc import Iterator, Mapping
from functools import cache
from pathlib import Path
from typing import Any, NamedTuple

FILE = Path(__file__).with_name("table.json")
Version = tuple[int, int]
# Of these alone a method is recognised by its name, where nobody knows what it is called on.
EVERYWHERE = ("builtins.", "pathlib.Path", "datetime.")


class Span(NamedTuple):
    """The first version that has something, and the last; None where that is before or after all that were asked."""

    since: Version | None
    until: Version | None

    def has(self, version: Version) -> bool:
        """Is it there in *version*?"""
        return (self.since is None or version >= self.since) and (self.until is None or version <= self.until)


# What has been a decorator without a call since then only: no table can tell, as the function has always been there.
BARE = {"functools.lru_cache": Span((3, 8), None)}


@cache
def table() -> Mapping[str, Any]:
    """The table.

    measured     version -> which Python was asked
    modules      module -> span, such as "3.9-" or "-3.11"; of a module in a package only if it is another
    names        module -> name -> span
    members      module.Class -> member -> span, and not what one of its bases says
    parameters   module.function or module.Class.method -> parameter -> span
    bases        module.Class -> the classes that say more of its members
    """
    found: Mapping[str, Any] = json.loads(FILE.read_text(encoding="utf-8"))
    return found


@cache
def span(words: str) -> Span:
    """The span that the table calls *words*."""
    since, _, until = words.partition("-")
    return Span(version(since), version(until))


def version(words: str) -> Version | None:
    """The version that is called "3.9"; None for nothing."""
    major, _, minor = words.partition(".")
    return (int(major), int(minor)) if words else None


@cache
def span_of(path: str) -> Span | None:
    """When *path* was there: a module, a name in one, a member of a class; None if it was always there, or is unknown."""
    known = table()
    owner, _, name = path.rpartition(".")
    found = known["modules"].get(path) or known["names"].get(owner, {}).get(name)
    return span(found) if found else span_of_member(owner, name)


@cache
def span_of_member(kind: str, name: str) -> Span | None:
    """When the class *kind* had the member *name*; None if always, or nobody knows."""
    for owner in (kind, *table()["bases"].get(kind, ())):
        if found := table()["members"].get(owner, {}).get(name):
            return span(found)
    return None


@cache
def span_of_parameter(path: str, name: str) -> Span | None:
    """When the function or class *path* took the parameter *name*; None if always, or nobody knows."""
    kind, _, method = path.rpartition(".")
    for owner in (path, *(f"{base}.{method}" for base in table()["bases"].get(kind, ()))):
        if found := table()["parameters"].get(owner, {}).get(name):
            return span(found)
    return None


def is_changing_class(path: str) -> bool:
    """Is *path* a class of which some members, or their parameters, came or went?"""
    return path in table()["members"] or path in table()["bases"] or path in classes_with_parameters()


def is_known(path: str) -> bool:
    """Is there anything about *path* in the table?"""
    return bool(span_of(path) or is_changing_class(path) or path in table()["parameters"] or path in BARE)


def is_library(module: str) -> bool:
    """Is *module* one of the standard library, of some version?"""
    return module.partition(".")[0] in sys.stdlib_module_names or module in table()["modules"]


@cache
def classes_with_parameters() -> frozenset[str]:
    """What has members whose parameters came or went."""
    return frozenset(path.rpartition(".")[0] for path in table()["parameters"])


@cache
def methods_by_name() -> Mapping[str, tuple[str, Span]]:
    """Methods of values that are everywhere, which came with a name that nothing in the library had: their path and span."""
    owners: dict[str, list[str]] = {}
    for kind, members in table()["members"].items():
        for name in members:
            owners.setdefault(name, []).append(kind)
    taken = {name for names in table()["names"].values() for name in names}
    found = {}
    for name, kinds in owners.items():
        if "_" in name.strip("_") or name.startswith("remove"):  # one word may be anybody's
            kind = min(kinds, key=lambda one: (not one.startswith(EVERYWHERE), one != "builtins.str", one))
            if kind.startswith(EVERYWHERE) and name not in taken and not name.startswith("_"):
                found[name] = (f"{kind}.{name}", span(table()["members"][kind][name]))
    return found


@cache
def words_for(at: Version) -> frozenset[str]:
    """The words of which a program must have one, if it uses something that *at* does not have."""

    def words() -> Iterator[str]:
        yield from (
            name.rpartition(".")[2] for name, one in table()["modules"].items() if not span(one).has(at)
        )
        yield from (path.rpartition(".")[2] for path, one in BARE.items() if not one.has(at))
        for part in ("names", "members", "parameters"):
            for inside in table()[part].values():
                yield from (name for name, one in inside.items() if not span(one).has(at))

    return frozenset(words())
