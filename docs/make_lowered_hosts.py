"""Write docs/lowered-hosts.md: what `--for` repairs on other interpreters, and why the rest stays wrong.

    python tests/large/for_hosts.py --json FILE            measures
    python docs/make_lowered_hosts.py [FILE...]            keeps that in docs/lowered-hosts.json, and writes the page

Without FILEs the page is written again from what was kept.
"""

from __future__ import annotations

import json
import sys
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any

from mvpy.hosts import ADAPTERS

PAGE = Path(__file__).with_name("lowered-hosts.md")
KEPT = PAGE.with_suffix(".json")
Found = Mapping[str, Any]

# Why a program stays wrong: a heading, and what it means.
WHYS = {
    "refused": "`--for` refuses it, by place, since the interpreter cannot be given what it needs",
    "core only": "the whole core repairs it, and lowering does not",
    "not read": "the interpreter does not read it, not even its core",
    "library": "it ends with a name, an attribute or a module that the interpreter does not have",
    "otherwise": "it does something else, in its core, too",
}
NOT_READ = ("SyntaxError", "NotImplementedError")
LIBRARY = ("ImportError", "ModuleNotFoundError", "NameError", "AttributeError", "SecurityError")

OPENING = """\
# For another interpreter

`mvpy desugar --for monty program.py` rewrites what the [profile](conform.md#profiles) of that interpreter calls wrong or missing, in the forms that it says,
and nothing else: the rest stays as you wrote it. What is needed above the program is core, and may need what only the [shim](verification.md#shims)
of the interpreter has. `--with-shim` puts that in front of the program, so that it runs by itself; then helpers go into each output.

```console
$ mvpy desugar --for monty --with-shim program.py -o output.py && monty output.py
```

A profile is measured. When `mvpy conform --profile` writes it, all programs of the suite are lowered and run again, and a construct stays, in some forms or everywhere, where
a program would break without it that is right as it is, or where it would touch much and repair little. So there is `[kept]` in a profile. What is right in no program of ours may still break in yours.

Most interpreters were compared with an older CPython, which the table names. Constructs that are newer as a whole, such as `match` or type parameters, go for them, unmeasured. Of newer forms
of older constructs, such as parentheses around the items of `with`, a decorator that is any expression, or `/` among the parameters, [those go](lowering.md) with which a small program is wrong
there, and right without them.

What the interpreter cannot be given is refused. Nothing is written then, and the exit code is 2. `mvpy check --for monty` lists such places, too.

```console
$ mvpy desugar --for monty numbers.py
numbers.py:2:5: monty has no `yield`
    yield 1
    ^
note: there is no other form of it
```

## In a sandbox

Tried on Monty 1.4, each alone in a program of a few lines:

| | as it is | lowered, with the shim |
| --- | --- | --- |
| `with`, of a class in the program | right | right |
| `match` of a list | right | it stays as it is |
| `class` with two methods | right | right |
| `del` of an item, of a name | not read | right |
| `yield` | not read | refused |

Without the shim, [`--with-shim`](command-line.md), what is lowered fails there: it calls `__import__`, which Monty does not have.
"""
BEFORE = """\
## The corpus

The programs of the corpus that need no later Python than 3.8 and show nothing that plain outputs leave open, with the shim in front of all. What CPython does is
right. *Broken* are programs that are right as they are, and wrong lowered. *Touched* are the lines of statements that lowering changes, of those that
the whole core changes, in the programs that both repair. The programs are those by which the profiles were measured, too.

These figures are of the versions that are named, and of the commit that wrote this page.
`python tests/large/for_hosts.py` measures them, and `python docs/make_lowered_hosts.py` writes them down.
"""


def main(files: Sequence[str]) -> None:
    """Keep what the *files* have, and write the page."""
    kept = json.loads(KEPT.read_text(encoding="utf-8")) if KEPT.exists() else {}
    for file in files:
        for name, found in json.loads(Path(file).read_text(encoding="utf-8")).items():
            kept[name] = summary(found)
    KEPT.write_text(json.dumps(kept, indent=1, sort_keys=True) + "\n", encoding="utf-8")
    PAGE.write_text(page(kept), encoding="utf-8")


def summary(found: Found) -> dict[str, Any]:
    """What is kept of what was *found* on an interpreter."""
    programs = found["programs"]
    right = [one for one in programs if not one["original"]]
    wrong = [one for one in programs if one["original"]]
    repaired = [one for one in wrong if not one["lowered"]]
    both = [one for one in repaired if not one["core"]]
    still = [(why_of(one), one) for one in wrong if one["lowered"]]
    return {
        "version": found["version"],
        "as": found["as"],
        "programs": len(programs),
        "right": len(right),
        "broken": [one["program"] for one in right if one["lowered"]],
        "broken in core": sum(bool(one["core"]) for one in right),
        "unchanged": sum(not one["lines_lowered"] for one in right),
        "wrong": len(wrong),
        "repaired": len(repaired),
        "repaired by core": sum(not one["core"] for one in wrong),
        "lines": [sum(one[f"lines_{of}"] for one in both) for of in ("lowered", "core")],
        "still": dict(Counter(why for why, _ in still)),
        "core only": {one["program"]: one["last_words"][:100] for why, one in still if why == "core only"},
    }


def why_of(one: Found) -> str:
    """Why the program of which *one* tells is still wrong: a key of WHYS."""
    if one["refused"]:
        return "refused"
    if not one["core"]:
        return "core only"
    if one["last_words"].startswith(NOT_READ):
        return "not read"
    return "library" if one["last_words"].startswith(LIBRARY) else "otherwise"


def page(kept: Mapping[str, Found]) -> str:
    """The whole page."""
    kept = {name: kept[name] for name in ADAPTERS if name in kept}
    lines = [OPENING, BEFORE, *totals(kept), "", *reasons(kept), "", *left_to_the_core(kept)]
    return "\n".join(lines).rstrip("\n") + "\n"


def totals(kept: Mapping[str, Found]) -> Iterator[str]:
    """The table of what is right, before and after."""
    yield "| interpreter | as | programs | right | of these broken | wrong | repaired | by the core, which breaks | touched |"
    yield "| --- | --- | --- | --- | --- | --- | --- | --- | --- |"
    for name, found in kept.items():
        lowered, core = found["lines"]
        yield (
            f"| {name} {found['version']} | {found['as']} | {found['programs']} | {found['right']} | {len(found['broken'])} | "
            f"{found['wrong']} | {found['repaired']} | {found['repaired by core']}, {found['broken in core']} | "
            f"{lowered} of {core} ({100 * lowered / max(core, 1):.0f} %) |"
        )


def reasons(kept: Mapping[str, Found]) -> Iterator[str]:
    """The table of why programs are still wrong, below what its headings mean."""
    yield "Why the others are still wrong:"
    yield ""
    yield from (f"- *{why}*: {words}" for why, words in WHYS.items())
    yield ""
    yield f"| interpreter | still wrong | {' | '.join(WHYS)} |"
    yield f"| --- | --- |{' --- |' * len(WHYS)}"
    for name, found in kept.items():
        still = found["still"]
        cells = " | ".join(str(still.get(why, 0)) for why in WHYS)
        yield f"| {name} | {sum(still.values())} | {cells} |"


def left_to_the_core(kept: Mapping[str, Found]) -> Iterator[str]:
    """The programs that are broken, and those that only the whole core repairs."""
    for name, found in kept.items():
        named = [*(f"{program} (broken)" for program in found["broken"]), *found["core only"]]
        if named:
            yield f"### {name}: better in the core"
            yield ""
            yield from (f"- {program}" for program in named)
            yield ""


if __name__ == "__main__":
    main(sys.argv[1:])
