"""What an interpreter gets right, wrong, and does not know at all, construct by construct: for those who write for it.

A construct is `wrong` if a finding blames it first.  It is `missing` if the interpreter does not read such a program, and
none of those about the construct is right there.  It is `right` if one about it is right, and no finding blames it
first.  Of others nothing is said.  Only a run of the whole suite tells so much.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping, Sequence
from hashlib import sha256
from pathlib import Path
from typing import Any

from mvpy.conform.asking import lacking
from mvpy.conform.results import Case
from mvpy.host_contract import ENTRIES, NotRunning
from mvpy.rewrites import ORDER
from mvpy.verification import CommandHost

PROFILES = Path(__file__).parents[1] / "hosts" / "profiles"
HEAD = """\
# What {host} gets right, wrong, and lacks.  It is written by `mvpy conform {host} --profile`.
"""

Record = Mapping[str, Any]


def profile(heading: Mapping[str, str | int], records: Sequence[Record], missing: Sequence[str]) -> str:
    """The profile, as TOML: the *heading*, what the *records* of a run say of constructs, the entries that are *missing*."""
    lines = [HEAD.format(host=heading["host"])]
    lines += [f"{name} = {json.dumps(value, ensure_ascii=False)}" for name, value in heading.items()]
    lines += ["", "[constructs]", *(f'{name} = "{word}"' for name, word in constructs(records))]
    lines += ["", "[contract]", "missing = ["]
    lines += [f"    {json.dumps(name, ensure_ascii=False)}," for name in missing]
    return "\n".join([*lines, "]"]) + "\n"


def constructs(records: Sequence[Record]) -> Iterator[tuple[str, str]]:
    """The rewrites of which the *records* tell something, with what they tell of their constructs."""
    right = {about(record) for record in records if record["verdict"] == "right"}
    blamed: dict[str, bool] = {}
    for record in records:
        for name in record["blame"][:1]:
            blamed[name] = blamed.get(name, False) or record["missing"]
    for name in sorted(ORDER):
        if name in blamed:
            yield name, "missing" if blamed[name] and name not in right else "wrong"
        elif name in right:
            yield name, "right"


def about(record: Record) -> str:
    """The construct that the program of *record* is about."""
    return str(record["program"]).partition("/")[0]


def mark_of(cases: Sequence[Case]) -> str:
    """A hash of the programs *cases*, and of their names."""
    parts = sorted((case.name.encode(), sha256(case.data).digest()) for case in cases)
    return sha256(b"\0".join(part for pair in parts for part in pair)).hexdigest()[:16]


def entries_missing(host: CommandHost) -> list[str]:
    """The entries of the host contract that *host* lacks, with its shim; all if it does not live to say so."""
    try:
        return lacking(host)
    except NotRunning:
        return list(ENTRIES)
