"""Write docs/interpreters.md: what of the corpus runs on other interpreters, and why the rest does not.

    python tests/large/interpreters.py --why --json FILE      measures, in half an hour or so
    python docs/make_interpreters.py [FILE...]                keeps that in docs/interpreters.json, and writes the page

Without FILEs the page is written again from what was kept.  With a FILE of `--no-shim`, that is kept beside the rest.
"""

from __future__ import annotations

import json
import sys
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any

from mvpy.host_contract import ENTRIES, rests_on
from mvpy.hosts import ADAPTERS

PAGE = Path(__file__).with_name("interpreters.md")
KEPT = PAGE.with_suffix(".json")
Found = Mapping[str, Any]

OPENING = """\
# The corpus on other interpreters

The programs of the corpus that need no later Python than 3.8 and show nothing that plain outputs leave open, and their plain cores, on seven
interpreters of `mvpy hosts`. What CPython does is right: the version that the interpreter says it is like. Counted are the originals that are right
there, the cores that are right where the original is, and the *repaired*: cores that are right where the original is not, because the interpreter
gets a construct wrong that the core does without.

A core is wrong where the interpreter lacks something that it needs. Which entries of [the host contract](host-contract.md) those are is measured twice: the probes say what
the interpreter lacks, and each wrong core is run on CPythons that lack one of these entries, to see which it needs. What no entry explains has a list of its own.

It is written by `python docs/make_interpreters.py`, from what `python tests/large/interpreters.py --why` has found.
"""


def main(files: Sequence[str]) -> None:
    """Keep what the *files* have, and write the page."""
    kept = json.loads(KEPT.read_text(encoding="utf-8")) if KEPT.exists() else {}
    for file in files:
        for name, found in json.loads(Path(file).read_text(encoding="utf-8")).items():
            kept.setdefault(name, {}).update(summary(name, found))
    KEPT.write_text(json.dumps(kept, indent=1, sort_keys=True) + "\n", encoding="utf-8")
    PAGE.write_text(page(kept), encoding="utf-8")


def summary(name: str, found: Found) -> dict[str, Any]:
    """What is kept of what was *found* on the interpreter *name*."""
    outcomes = found["outcomes"]
    right = [one for one in outcomes if not one["original"]]
    counts = {
        "programs": len(outcomes),
        "originals": len(right),
        "cores": sum(not one["core"] for one in outcomes),
        "both": sum(not one["core"] for one in right),
    }
    if ADAPTERS[name].lacks and not found["shim"]:
        return {"without": counts}
    wrong = {one["program"]: one for one in right if one["core"]}
    return {
        "version": found["version"],
        "as": found["as"],
        "with": counts,
        "lacks": found["lacks"],
        "needs": {program: list(one["needs"]) for program, one in wrong.items() if one["needs"]},
        "left": {program: one["last_words"][:100] for program, one in wrong.items() if not one["needs"]},
    }


def page(kept: Mapping[str, Found]) -> str:
    """The whole page."""
    kept = {name: kept[name] for name in ADAPTERS if name in kept}
    lines = [OPENING, *totals(kept)]
    for name, found in kept.items():
        lines += ["", f"## {name}", "", *chapter(name, found)]
    return "\n".join(lines) + "\n"


def totals(kept: Mapping[str, Found]) -> Iterator[str]:
    """The table of all interpreters."""
    yield "| interpreter | shim | programs | originals right | cores right of those | repaired |"
    yield "| --- | --- | --- | --- | --- | --- |"
    for name, found in kept.items():
        has = bool(ADAPTERS[name].lacks)
        for shim, key in (("its own" if has else "none", "with"), ("without", "without")):
            if counts := found.get(key):
                share = 100 * counts["both"] / max(counts["originals"], 1)
                yield (
                    f"| [{name}](#{name}) {found['version']} | {shim} | {counts['programs']} | {counts['originals']} | "
                    f"{counts['both']} ({share:.1f} %) | {counts['cores'] - counts['both']} |"
                )


def chapter(name: str, found: Found) -> Iterator[str]:
    """What one interpreter lacks, and which cores are wrong because of that."""
    shim = " and its shim" if ADAPTERS[name].lacks else ""
    lacks = found["lacks"]
    told = [entry for entry in lacks if not rests_on(entry, lacks)]
    hidden = [entry for entry in lacks if rests_on(entry, lacks)]
    yield f"{found['version'] or name}{shim}, compared with {found['as']}."
    yield ""
    if not lacks:
        yield f"It has all {len(ENTRIES)} entries of the host contract."
    else:
        yield f"It lacks {len(lacks)} of the {len(ENTRIES)} entries of the host contract: {listed(told)}."
        if hidden:
            yield f"As long as these are lacking, nobody can tell whether it has {listed(hidden)}."
    yield ""
    wrong = len(found["needs"]) + len(found["left"])
    if not wrong:
        yield "Every core of a program that is right there is right, too."
        return
    yield f"{wrong} cores are wrong although their originals are right. Of these need what it lacks: {len(found['needs'])}."
    yield ""
    yield "| entry | cores that need it | for instance |"
    yield "| --- | --- | --- |"
    users = Counter(entry for needs in found["needs"].values() for entry in needs)
    for entry, count in sorted(users.items(), key=lambda item: (-item[1], item[0])):
        example = min(program for program, needs in found["needs"].items() if entry in needs)
        yield f"| {shown(entry)} | {count} | {example} |"
    if found["left"]:
        yield ""
        yield f"{len(found['left'])} of them can do without these entries on CPython:"
        yield ""
        for program, words in sorted(found["left"].items()):
            yield f"- `{program}`: {'`' + words.replace('`', chr(39)) + '`' if words else 'another output'}"


def listed(entries: Sequence[str]) -> str:
    """The names of *entries*, one after the other."""
    return ", ".join(map(shown, entries))


def shown(entry: str) -> str:
    """The name of *entry*: code, or words."""
    words = entry.replace("*", "\\*").replace("_", "\\_")
    return f"*{words}*" if ENTRIES[entry].kind in ("core", "behaviour") else f"`{entry}`"


if __name__ == "__main__":
    main(sys.argv[1:])
