"""Write docs/host-contract.md, and the table that `mvpy hosts --probe` reads, from what is measured.

    python docs/make_host_contract.py

Each entry of `mvpy/host_contract/` is taken from CPython, and all programs in `tests/contract/` are run without it; those that
fail need it.  It takes a minute.  `tests/test_host_contract.py` measures again, and fails when the page or the table is old.
"""

from __future__ import annotations

import json
import sys
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

from mvpy.host_contract.entries import ENTRIES
from mvpy.host_contract.entry import KINDS, Entry
from mvpy.host_contract.table import FILE

PAGE = Path(__file__).with_name("host-contract.md")
TESTS = PAGE.parents[1] / "tests"
Needs = Mapping[str, Mapping[str, list[str]]]

OPENING = """\
# The host contract

An interpreter that has [the ten constructs](core.md) runs the plain core of any program, if it also has what the forms of the
program's constructs use: builtins, methods, functions of modules, and that builtins do what they should. This page says which
construct needs what. It is measured: each entry is taken from a CPython, and the programs in `tests/contract/`, which have one construct
each, are run without it; those that fail need it. It is written by `python docs/make_host_contract.py`.

`mvpy hosts --probe NAME=CMD` asks an interpreter for each entry, with a small program in the core that prints 1 where it is there (they are
in `mvpy/host_contract/`), and says which constructs are lost. What an entry lacks, a file in the interpreter's own language can define: `--shim FILE` puts it
in front of every probe.

A name in brackets is a form of the construct that needs the entry, where others do without. *Named* are constructs whose cores mention the entry where
their programs do not come by, mostly for errors. Every program also needs what it calls itself; each
in `tests/contract/` calls `print`.

Nothing uses `__build_class__`, `types.coroutine`, `__closure__`, `__classcell__`, code objects, or a namespace of
the builtins that is written to.
"""


def main() -> None:
    """Measure, and write the table and the page."""
    found = measured()
    FILE.write_text(table(found), encoding="utf-8")
    PAGE.write_text(page(found), encoding="utf-8")


def measured() -> dict[str, Any]:
    """What the programs and the probes do on hosts that lack something."""
    sys.path.insert(0, str(TESTS))
    import contract_programs as programs  # lies among the tests, where nothing else is found

    all_cases, lost = programs.cases(), programs.removable(ENTRIES.values())
    return {
        "needs": programs.needed(lost, all_cases),
        "rests_on": programs.resting(lost, programs.probe_codes(ENTRIES.values())),
        "cases": programs.by_rewrite(all_cases),
        "mentions": programs.mentioned(ENTRIES.values(), all_cases),
        "kept": {name: words for name in ENTRIES if (words := programs.why_not(ENTRIES[name]))},
        "stands": stands(all_cases),
    }


def stands(all_cases: list[Any]) -> dict[str, list[str]]:
    """For each rewrite the constructs that all its programs have beside its own."""
    found: dict[str, list[str]] = {}
    for case in all_cases:
        found.setdefault(case.rewrite, list(case.stands_with))
        found[case.rewrite] = [name for name in found[case.rewrite] if name in case.stands_with]
    return found


def table(found: Mapping[str, Any]) -> str:
    """The table that is installed, as JSON: see mvpy/host_contract/table.py."""
    kept = {
        key: {name: some for name, some in found[key].items() if some}
        for key in ("cases", "needs", "rests_on")
    }
    lines = []
    for key, entries in kept.items():
        rows = ",\n".join(f"{json.dumps(name)}: {json.dumps(some)}" for name, some in entries.items())
        lines.append(f'"{key}": {{\n{rows}\n}}')
    return "{" + ",\n".join(lines) + "}\n"


def page(found: Mapping[str, Any]) -> str:
    """The whole page."""
    parts = [OPENING.strip(), "## What each construct needs", CONSTRUCTS.strip(), *constructs(found)]
    for kind, heading in KINDS.items():
        entries = [entry for entry in ENTRIES.values() if entry.kind == kind]
        parts += [
            f"## {heading}",
            "\n".join([HEADS[kind == "core"], *(row(entry, found) for entry in entries)]),
        ]
    return "\n\n".join(parts) + "\n"


CONSTRUCTS = """
What all cores need that have a text or an attribute in them is not repeated: `getattr`, `min`, `dict`, *dict with keywords*, *min of a
dictionary*. After *with* stand the constructs that this one cannot do without; what those need, it needs.
"""
EVERYWHERE = ("print", "getattr", "min", "dict", "dict with keywords", "min of a dictionary")
HEADS = {
    False: "| entry | | needed by | named by |\n| --- | --- | --- | --- |",
    True: "| entry | | needed by |\n| --- | --- | --- |",
}


def constructs(found: Mapping[str, Any]) -> Iterator[str]:
    """The table of the constructs."""
    lines = ["| construct | with | needs |", "| --- | --- | --- |"]
    for name, others in found["stands"].items():
        needs = [
            f"{code(entry)}{cases_in(some[name], found['cases'][name])}"
            for entry, some in found["needs"].items()
            if name in some and entry not in EVERYWHERE
        ]
        lines.append(f"| {link(name)} | {', '.join(map(link, others))} | {', '.join(needs) or 'nothing'} |")
    yield "\n".join(lines)


def row(entry: Entry, found: Mapping[str, Any]) -> str:
    """The row of *entry* in the table of its kind."""
    needs: Mapping[str, list[str]] = found["needs"].get(entry.name, {})
    words = ", ".join(f"{link(name)}{cases_in(some, found['cases'][name])}" for name, some in needs.items())
    if entry.name in found["kept"]:
        words = f"not measured: {found['kept'][entry.name]}"
    elif len(needs) > 30:
        words = f"{len(needs)} constructs"
    says = entry.says.replace("|", "\\|")
    if entry.kind == "core":
        return f"| {code(entry.name)} | {says} | {words or 'programs that use it'} |"
    named = [name for name in found["mentions"].get(entry.name, {}) if name not in needs]
    return f"| {code(entry.name)} | {says} | {words} | {', '.join(map(link, named))} |"


def cases_in(names: list[str], known: list[str]) -> str:
    """*names* of cases in brackets, unless it is all that are *known*."""
    return "" if len(names) == len(known) else f" ({code_of_signs(', '.join(names))})"


def code_of_signs(words: str) -> str:
    """*words*, so that Markdown leaves signs alone."""
    return "".join(f"\\{letter}" if letter in "*_|<>" else letter for letter in words)


def code(name: str) -> str:
    """The name of an entry: as code where it is one."""
    return f"*{code_of_signs(name)}*" if " " in name else f"`{name}`"


def link(name: str) -> str:
    """The rewrite *name*, as a link to where it is described."""
    return f"[{name}](rewrites.md#{name})"


if __name__ == "__main__":
    main()
