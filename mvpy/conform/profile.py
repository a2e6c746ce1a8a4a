"""What an interpreter gets right, wrong, and does not know at all, construct by construct: for those who write for it.

A construct is `wrong` if a form without it repairs a program; if it is so in some forms only, those are said, see
`mvpy.conform.wrong_forms`; and those in which it has to stay all the same, since nothing is better without it, see
`mvpy.conform.fitting`.  So it is with newer forms of older constructs, see `mvpy.conform.newer_syntax`.  It is `missing` if the interpreter does not read a program of which it is blamed, and
none of those about the construct is right there.  It is `right` if one about it is right, and it is blamed for nothing.
Of others nothing is said.  Only a run of the whole suite tells so much.
"""

from __future__ import annotations

import json
from collections.abc import Collection, Iterator, Mapping, Sequence
from hashlib import sha256
from typing import Any

from mvpy.conform.asking import lacking
from mvpy.conform.results import Case
from mvpy.host_contract import ENTRIES, NotRunning
from mvpy.rewrites import ORDER
from mvpy.rewrites.lowering import ORDER as LOWERING_ORDER
from mvpy.verification import CommandHost

HEAD = """\
# What {host} gets right, wrong, and lacks.  It is written by `mvpy conform {host} --profile`.
"""

Record = Mapping[str, Any]


def profile(
    heading: Mapping[str, str | int],
    records: Sequence[Record],
    forms: Mapping[str, Sequence[str]],
    kept: Mapping[str, Sequence[str]],
    missing: Sequence[str],
) -> str:
    """The profile, as TOML: the *heading*, what the *records* of a run say of constructs, the entries that are *missing*.

    The constructs in *forms* are wrong, in these forms, or everywhere if there are none.  Those *kept* stay in a lowered
    program: in the forms that are said, or everywhere.
    """
    lines = [HEAD.format(host=heading["host"])]
    lines += [f"{name} = {json.dumps(value, ensure_ascii=False)}" for name, value in heading.items()]
    lines += ["", "[constructs]", *(f'{name} = "{word}"' for name, word in constructs(records, forms))]
    lines += table("forms", {name: found for name, found in forms.items() if found})
    lines += table("kept", kept)
    lines += ["", "[contract]", "missing = "]
    lines[-1] += listing(missing)
    return "\n".join(lines) + "\n"


def table(name: str, found: Mapping[str, Sequence[str]]) -> list[str]:
    """The lines of the table *name*, with a list for each construct; none if nothing is *found*."""
    return (
        ["", f"[{name}]", *(f"{key} = {listing(words)}" for key, words in sorted(found.items()))]
        if found
        else []
    )


def listing(words: Sequence[str]) -> str:
    """*words* as a list, one on a line."""
    if not words:
        return "[]"
    return "\n".join(["[", *(f"    {json.dumps(word, ensure_ascii=False)}," for word in words), "]"])


def constructs(records: Sequence[Record], wrong: Collection[str]) -> Iterator[tuple[str, str]]:
    """The rewrites of which the *records* tell something, with what they tell of their constructs; some are *wrong*."""
    right = {about(record) for record in records if record["verdict"] == "right"}
    missing = {record["blame"][0] for record in records if record["blame"] and record["missing"]} - right
    for name in sorted((*ORDER, *LOWERING_ORDER)):
        if name in missing or name in wrong and name in LOWERING_ORDER:
            yield name, "missing"
        elif name in wrong or name in right:
            yield name, "wrong" if name in wrong else "right"


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
