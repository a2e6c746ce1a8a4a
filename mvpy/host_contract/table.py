"""Which constructs need which entries of the host contract: what docs/make_host_contract.py has measured."""

from __future__ import annotations

import json
from collections.abc import Collection, Mapping
from functools import cache
from pathlib import Path
from typing import Any

FILE = Path(__file__).with_name("table.json")


@cache
def table() -> Mapping[str, Any]:
    """The table.

    cases       construct -> the names of its programs, which show one form each
    needs       entry -> construct -> those of them that fail without the entry
    rests_on    entry -> the other entries without which its probe fails, too
    """
    found: Mapping[str, Any] = json.loads(FILE.read_text(encoding="utf-8"))
    return found


def costs(lacking: Collection[str]) -> dict[str, list[str]]:
    """The constructs that need an entry of those that are *lacking*, with the cases that do."""
    needs = table()["needs"]
    found: dict[str, list[str]] = {}
    for construct, cases in table()["cases"].items():
        lost = {case for name in lacking for case in needs.get(name, {}).get(construct, ())}
        found[construct] = [case for case in cases if case in lost]
    return {construct: cases for construct, cases in found.items() if cases}


def is_whole(construct: str, cases: Collection[str]) -> bool:
    """Are *cases* all cases of *construct*?"""
    return len(cases) == len(table()["cases"][construct])


def rests_on(name: str, lacking: Collection[str]) -> list[str]:
    """Those of the entries that are *lacking* without which nobody can tell whether a host has the entry *name*."""
    below = table()["rests_on"]
    return [other for other in below.get(name, ()) if other in lacking and name not in below.get(other, ())]
