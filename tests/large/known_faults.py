#!/usr/bin/env python3
"""Faults of other interpreters that are known: does `mvpy conform` blame what is to blame?

    python tests/large/known_faults.py [NAME ...]

The programs are in tests/known_faults/, and in faults.json beside them is for each interpreter that gets one wrong
what has to be among what is blamed; and why, where something else could be expected.  NAMEs are those of `mvpy hosts`; without any, all that are installed.
"""

from __future__ import annotations

import json
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import library

from mvpy.conform import Conformance, Result, Subject, own_cases
from mvpy.hosts import ADAPTERS
from mvpy.verification import NativeHost, close_sessions

FOLDER = library.PROJECT / "tests" / "known_faults"


def faults() -> dict[str, dict[str, list[str]]]:
    """Program -> interpreter -> what has to be blamed."""
    found: dict[str, dict[str, list[str]]] = json.loads((FOLDER / "faults.json").read_text(encoding="utf-8"))
    return {program: hosts for program, hosts in found.items() if program != "why"}


def results_on(name: str, programs: list[str]) -> Iterator[Result]:
    """What conform says of *programs* on the interpreter *name*, which is installed."""
    adapter = ADAPTERS[name]
    subject = Subject(adapter.host(adapter.find(), NativeHost())).calibrated()
    cases = own_cases(str(FOLDER / f"{program}.py") for program in programs)
    yield from Conformance(subject, say=print).results(cases)


def main() -> int:
    wrong = 0
    for name in sys.argv[1:] or ADAPTERS:
        programs = [program for program, hosts in faults().items() if name in hosts]
        if not ADAPTERS[name].find() or not programs:
            print(f"{name}: {'no known faults' if not programs else 'not installed'}", flush=True)
            continue
        started = time.perf_counter()
        for result in results_on(name, programs):
            program = Path(result.case.name).stem
            missed = set(faults()[program][name]) - set(result.blame)
            wrong += bool(missed) or result.is_right
            blame = ", ".join(result.blame) or "nothing"
            mark = "MISSED " if missed or result.is_right else ""
            print(f"{name}: {program}: {mark}{result.verdict}: {blame}", flush=True)
        print(f"{name}: {len(programs)} programs in {time.perf_counter() - started:.1f} s", flush=True)
    close_sessions()
    return 1 if wrong else 0


if __name__ == "__main__":
    sys.exit(main())
