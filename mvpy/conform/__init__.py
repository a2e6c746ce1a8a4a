"""Which constructs of Python does an interpreter get wrong?

    cases = suite(version_of_the_oracle)             the programs to run
    conformance = Conformance(subject, ...)          an interpreter, and the CPython that says what is right on it
    for result in conformance.results(cases): ...    a `Result` for each: its verdict, and what is to blame

For each program MVPy has two things that nobody else has: the program with one construct less, and the program in the
ten constructs of the core.  So a program that goes wrong is run again without one construct after the other; what
repairs it is to blame.  Nothing is blamed that was not shown to repair a run, or to break it.
"""

from __future__ import annotations

from mvpy.conform.conformance import Conformance, Options
from mvpy.conform.results import VERDICTS, Case, Result
from mvpy.conform.subject import NotRunning, Subject
from mvpy.conform.suite import own_cases, suite

__all__ = [
    "VERDICTS", "Case", "Conformance", "NotRunning", "Options", "Result", "Subject", "own_cases", "suite",
]  # fmt: skip
