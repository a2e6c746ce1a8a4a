"""Write docs/faults.md: what interpreters get wrong, one small program for each fault.

    python docs/make_faults.py --programs DIR               writes the programs of docs/faults.json to files in DIR
    mvpy conform HOST --format json -- DIR >FILE            runs them
    python docs/make_faults.py [FILE...]                    keeps in docs/faults.json what came out, and writes the page

Without FILEs the page is written again from what was kept.
"""

from __future__ import annotations

import json
import sys
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any

from mvpy.hosts import ADAPTERS
from mvpy.rewrites import ORDER

PAGE = Path(__file__).with_name("faults.md")
KEPT = PAGE.with_suffix(".json")
TOLD = ("construct", "core", "library", "unparsable")
IN_CORE = "The core"  # heads what no construct is to blame for
ADDRESS = " at 0x"  # it is another one each time
Facts = Mapping[str, Any]

OPENING = """\
# What interpreters get wrong

{count} faults that [`mvpy conform`](conform.md) names, shown by {programs} small programs: what a CPython does, and what the interpreter does in the version that is named. *Right
without* says that the program is right there if MVPy writes it without the construct, so this is to blame; *not read*, that the interpreter refuses
the program as a whole. Where there is a shim for the interpreter, it stood in front.

It is written by `python docs/make_faults.py`; tests run the programs again on the interpreters that are there in these versions.
"""


def main(words: Sequence[str]) -> None:
    """Write the programs to a folder, or keep what the files have and write the page."""
    kept = json.loads(KEPT.read_text(encoding="utf-8"))
    if words[:1] == ["--programs"]:
        for name, program in kept["programs"].items():
            Path(words[1], f"{name}.py").write_text(program["text"], encoding="utf-8")
        return
    for file in words:
        found = json.loads(Path(file).read_text(encoding="utf-8"))
        for name, about in found["hosts"].items():
            kept["hosts"][name] = summary(name, about, found["results"], kept["programs"])
    KEPT.write_text(json.dumps(kept, indent=1, sort_keys=True, ensure_ascii=False) + "\n", encoding="utf-8")
    PAGE.write_text(page(kept), encoding="utf-8")


def summary(host: str, about: Facts, results: Sequence[Facts], programs: Facts) -> dict[str, Any]:
    """The faults of the *programs* in one run, whose *results* may be of several hosts; *about* one is said this."""
    faults = {}
    for record in results:
        name = Path(record["program"]).stem
        shows = record["host"] == host and record["verdict"] in TOLD
        if name in programs and shows and ADDRESS not in record["actual"]:
            keys = ("verdict", "blame", "together", "missing", "form", "expected", "actual")
            faults[name] = {key: record[key] for key in keys}
    return {"version": about["version"], "oracle": about["oracle"], "faults": faults}


def page(kept: Facts) -> str:
    """The whole page."""
    hosts = {name: kept["hosts"][name] for name in ADAPTERS if name in kept["hosts"]}
    hosts = {name: found for name, found in hosts.items() if found["faults"]}
    shown = {program for found in hosts.values() for program in found["faults"]}
    count = sum(len(found["faults"]) for found in hosts.values())
    lines = [OPENING.format(count=count, programs=len(shown))]
    lines += ["| interpreter | compared with | faults |", "| --- | --- | --- |"]
    for name, found in hosts.items():
        lines.append(
            f"| [{name}](#{name}): {found['version']} | {found['oracle']} | {len(found['faults'])} |"
        )
    for name, found in hosts.items():
        lines += ["", f"## {name}"]
        faults = sorted(found["faults"].items(), key=lambda item: (heading(item[1]), item[0]))
        before = ""
        for program, fault in faults:
            if heading(fault) != before:
                before = heading(fault)
                lines += ["", f"### {before}"]
            lines += ["", *entry(kept["programs"][program], fault)]
    return "\n".join(lines) + "\n"


def heading(fault: Facts) -> str:
    """The construct that is to blame first."""
    first = [*fault["blame"], ""][0]
    return str(first) if first in ORDER else IN_CORE


def entry(program: Facts, fault: Facts) -> Iterator[str]:
    """The lines of one *fault*, which *program* shows."""
    yield f"Not so: {program['says']} *{how(fault)}.*"
    yield ""
    yield from ("```python", *program["text"].splitlines(), "```", "")
    yield from ("```text", *column("expected", fault["expected"]), *column("actual", fault["actual"]), "```")


def how(fault: Facts) -> str:
    """How that was seen."""
    seen = ["not read"] if fault["missing"] else []
    if fault["verdict"] == "construct":
        names = " and ".join(fault["blame"]) if fault["together"] else " or ".join(fault["blame"][:2])
        seen.append(f"right without {names}")
    else:
        others = [name for name in fault["blame"] if name not in ORDER]
        seen.append(
            "wrong in the core, too"
            + (f" (missing there, or does something else: {', '.join(others[:2])})" if others else "")
        )
    words = ", ".join(seen)
    return words[:1].upper() + words[1:]


def column(name: str, text: str) -> Iterator[str]:
    """The lines of *text*, with *name* before the first."""
    for number, line in enumerate(text.splitlines() or ["(nothing)"]):
        yield f"{'' if number else name:8}  {line}".rstrip()


if __name__ == "__main__":
    main(sys.argv[1:])
