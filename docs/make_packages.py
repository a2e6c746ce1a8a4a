"""Write docs/packages.md: packages of the index, lowered for an older Python, and what came of it.

    python tests/large/packages.py FOLDER --for 3.8 --python … --json FILE      measures them
    python docs/make_packages.py [FILE...]           keeps in docs/packages.json what came out, and writes the page

Without FILEs the page is written again from what was kept.
"""

from __future__ import annotations

import json
import statistics
import sys
from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any

PAGE = Path(__file__).with_name("packages.md")
KEPT = PAGE.with_suffix(".json")
PASSES = "the same as the original"
RESULT = "the result on Python "
FAILS = "passed before, now failed: "
Facts = Mapping[str, Any]
Row = Sequence[object]

OPENING = """\
# Packages for an older Python

Packages of the index that need a newer Python, lowered by `mvpy desugar PACKAGE --for 3.8`, with their tests, examples and documentation; and of ansible-core what runs on the hosts that it manages, for 3.6.

What is left is the library. A package whose library the host has passes its own tests there; another stops at the first thing that the host does not have, and `mvpy check --for` has named that place.

*Imports*: the modules that can be imported, of those that can on the newest Python, and how many of the others stop where `mvpy check` says. *Tests*: how those of the package end; *as before* is said of a run in which each
test ends as it does with the original, or is skipped on that Python. Dependencies are the newest that a Python can have, as they are.

It is written by `python docs/make_packages.py` from what `tests/large/packages.py` measures.
"""
TOTAL = """
## For {host}

{packages}: {files} files, {sites} places that {host} does not read.
Changed beside such places: {beside} lines. Not compiled by {host}: {not_compiled} files. Changed by a second run: {again}; changed by `--for` the Python that measured this: {for_this}. Syntax that `mvpy check` still finds: {syntax}.

"""
COUNTED = ("files", "beside", "not_compiled", "again", "for_this", "syntax")


def main(words: Sequence[str]) -> None:
    """Keep what the files have, and write the page."""
    kept = json.loads(KEPT.read_text(encoding="utf-8")) if KEPT.exists() else {}
    for file in words:
        for told in json.loads(Path(file).read_text(encoding="utf-8")):
            kept[told["name"]] = summary(told)
    lines = (f"{json.dumps(name)}: {json.dumps(kept[name], sort_keys=True)}" for name in sorted(kept))
    KEPT.write_text("{\n" + ",\n".join(lines) + "\n}\n", encoding="utf-8")  # a package to a line
    PAGE.write_text(page(kept), encoding="utf-8")


def summary(told: Facts) -> dict[str, Any]:
    """What the page says of one package."""
    counted = ("beside", "not_compiled", "again", "for_this", "syntax", "library")
    newest = max(told["imports"], key=as_version)
    out_of_reach = set(told["imports"][newest]["failed"])
    return {
        **{name: told[name] for name in ("version", "host", "files", "changed", "sites", "added")},
        **{name: len(told[name]) for name in counted},
        "imports": {
            version: imports(found, out_of_reach) for version, found in sorted(told["imports"].items(), key=by_version)
        },
        "tests": tests(told["tests"]),
    }  # fmt: skip


def as_version(text: str) -> tuple[int, ...]:
    return tuple(map(int, text.split(".")))


def by_version(item: tuple[str, Any]) -> tuple[int, ...]:
    return as_version(item[0])


def imports(found: Facts, out_of_reach: set[str]) -> dict[str, int]:
    """How many modules import, of those that are not *out_of_reach*, and of the others those whose place was named."""
    failed = {name: why for name, why in found["failed"].items() if name not in out_of_reach}
    all_of_them = found["modules"] - len(out_of_reach)
    named = sum(why["kind"] == "named" for why in failed.values())
    return {"of": all_of_them, "import": all_of_them - len(failed), "named": named}


def tests(lines: Sequence[str]) -> dict[str, str]:
    """For each Python how the tests of the result ended there: "54 passed, as before", or with what most of them fail."""
    ended: dict[str, str] = {}
    why: dict[str, Counter[str]] = defaultdict(Counter)
    version = ""
    for line in lines:
        what, _, words = line.strip().partition(": ")
        if what.startswith(RESULT):
            version = what.removeprefix(RESULT)
            if words.startswith(PASSES):
                ended[version] += ", as before"
            elif ", in " in words:
                ended[version] = words.rpartition(", in ")[0]
        elif FAILS in words:
            why[version][words.partition(FAILS)[2]] += 1
    for version, reasons in why.items():
        if not ended[version].endswith("as before"):
            ended[version] += f": `{reasons.most_common(1)[0][0]}`"
    return ended


def page(kept: Facts) -> str:
    """The whole page."""
    hosts = sorted({one["host"] for one in kept.values()}, key=as_version, reverse=True)
    parts = (part({name: one for name, one in kept.items() if one["host"] == host}, host) for host in hosts)
    return OPENING + "".join(parts)


def part(kept: Facts, host: str) -> str:
    """What is said of the packages *kept* for *host*."""
    total = {name: sum(one[name] for one in kept.values()) for name in COUNTED}
    sites = sum(sum(one["sites"].values()) for one in kept.values())
    packages = "1 package" if len(kept) == 1 else f"{len(kept)} packages"
    opening = TOTAL.format(packages=packages, host=host, sites=sites, **total)
    return opening + "\n\n".join("\n".join(table(rows)) for rows in (there(kept), forms(kept))) + "\n"


def there(kept: Facts) -> Iterator[Row]:
    """What each package does on each Python."""
    versions = sorted({version for one in kept.values() for version in one["imports"]}, key=as_version)
    yield ("package", "files changed", "sites", "library", *(f"on {version}" for version in versions))
    for name, one in sorted(kept.items()):
        cells = (on_that(one, version) for version in versions)
        yield (
            f"{name} {one['version']}",
            f"{one['changed']} of {one['files']}",
            sum(one["sites"].values()),
            one["library"],
            *cells,
        )


def on_that(one: Facts, version: str) -> str:
    """How the modules of a package import on that *version*, and how its tests end."""
    found = one["imports"][version]
    if found["import"] == found["of"]:
        return f"{found['of']} modules import; {one['tests'].get(version, 'no tests')}"
    return f"{found['import']} of {found['of']} modules import; {found['named']} stop where `check` says"


def forms(kept: Facts) -> Iterator[Row]:
    """For each form how often it is there, and how many lines are added for one."""
    sites: dict[str, int] = defaultdict(int)
    added: dict[str, list[float]] = defaultdict(list)
    for one in kept.values():
        for words, number in one["sites"].items():
            sites[words] += number
            added[words] += one["added"].get(words, [])
    yield ("what the host does not read", "sites", "lines added for one: median", "most")
    for words, number in sorted(sites.items(), key=lambda item: (-item[1], item[0])):
        lines = added[words]
        figures = (f"{statistics.median(lines):g}", f"{max(lines):g}") if lines else ("", "")
        yield (words.replace("|", "\\|"), number, *figures)


def table(rows: Iterator[Row]) -> Iterator[str]:
    """*rows* as lines of Markdown, the first of them the head."""
    head = next(rows)
    yield "| " + " | ".join(map(str, head)) + " |"
    yield "|" + " --- |" * len(head)
    for row in rows:
        yield "| " + " | ".join(map(str, row)) + " |"


if __name__ == "__main__":
    main(sys.argv[1:])
