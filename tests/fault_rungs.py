#!/usr/bin/env python3
"""At which rung of the ladder each fault that is planted in the reference interpreter stops it.

    python tests/fault_rungs.py        records them anew, in tests/fault_rungs.json

A fault that stops at no rung, or far from what it is about, says that a rung is missing: see corpus/README.md.
"""

from __future__ import annotations

import gc
import json
import signal
import sys
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from interpreter_faults import FAULTS, Fault, faulty

from mvpy.conform.ladder import Rung, ladder

RECORDED = Path(__file__).with_suffix(".json")
SECONDS = 1.0  # of processor time, that a rung may take
MOST = 100  # lines that a rung may print
DEEP = 10_000  # frames of the host, of which a call takes about ten: as `mvpy run --reference` has them


class TooMuch(BaseException):
    """A program goes on for ever."""


@contextmanager
def limited() -> Iterator[None]:
    """Raises TooMuch in what goes on for too long, and again if that does not end it; recursions may be deep.

    No cycles are collected meanwhile: what the process has besides would be looked through in the time of the program.
    """

    def end(*_: object) -> None:
        raise TooMuch

    depth = sys.getrecursionlimit()
    sys.setrecursionlimit(max(depth, DEEP))
    before = signal.signal(signal.SIGVTALRM, end)
    collects = gc.isenabled()
    gc.disable()
    signal.setitimer(signal.ITIMER_VIRTUAL, SECONDS, SECONDS / 10)
    try:
        yield
    finally:
        signal.setitimer(signal.ITIMER_VIRTUAL, 0)
        if collects:
            gc.enable()
        signal.signal(signal.SIGVTALRM, before)
        sys.setrecursionlimit(depth)


def printed(interpreter: Any, rung: Rung) -> str:
    """What the program of *rung* prints in *interpreter*, with spaces between the lines, and what ends it if that is bad."""
    said: list[str] = []

    def tell(*values: Any) -> None:
        said.append(" ".join(map(str, values)))
        if len(said) > MOST:
            raise TooMuch

    try:
        with limited():
            suite = interpreter.parse(rung.text)
            interpreter.run_module(suite, {"__name__": "__main__", "print": tell}, "program.py")
    except BaseException as error:
        said.append(type(error).__name__)
    return " ".join(said)


def is_climbed(interpreter: Any, rung: Rung) -> bool:
    """Whether *interpreter* does on *rung* what is right."""
    return printed(interpreter, rung) == ("SyntaxError" if rung.is_refused else rung.prints)


def stop(interpreter: Any, rungs: Sequence[Rung]) -> str | None:
    """The first of *rungs* on which *interpreter* is wrong; None if there is none."""
    return next((rung.program for rung in rungs if not is_climbed(interpreter, rung)), None)


def recorded() -> dict[str, str]:
    """The rung of each fault, by the names of both."""
    found: dict[str, str] = json.loads(RECORDED.read_text(encoding="utf-8"))
    return found


def stop_of(fault: Fault) -> str | None:
    """The rung at which the interpreter with this *fault* stops.

    What its generators do when nobody has them any longer is nobody's business, and may be told at great length.
    """
    hook, sys.unraisablehook = sys.unraisablehook, lambda told: None
    try:
        return stop(faulty(fault), ladder())
    finally:
        if fault.construct == "yield":
            gc.collect()
        sys.unraisablehook = hook


if __name__ == "__main__":
    RECORDED.write_text(
        json.dumps({fault.name: stop_of(fault) for fault in FAULTS}, indent=1) + "\n", encoding="utf-8"
    )
