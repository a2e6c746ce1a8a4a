"""What is found out about findings when all programs have run: a smaller program, the place of what is to blame.

    for result in refined(conformance, results, Refinement(20.0, True)): ...    each that has more to it now

A program is made smaller only if it is the one with which a finding is told; places are named for all.
"""

from __future__ import annotations

from collections.abc import Generator, Sequence
from concurrent.futures import as_completed
from dataclasses import dataclass, replace

from mvpy.conform.conformance import Conformance
from mvpy.conform.reduced import Reducer
from mvpy.conform.report import groups
from mvpy.conform.results import Result
from mvpy.conform.sites import located
from mvpy.verification.verdict import Workers


@dataclass(frozen=True)
class Refinement:
    """What is wanted: programs made smaller, for so many *seconds* each (0: none); *places*."""

    seconds: float = 0.0
    places: bool = False

    def wanted(self, results: Sequence[Result]) -> list[Result]:
        """Those of *results* of which more is wanted."""
        told = self.told(results)
        return [one for one in results if one.case.name in told or self.places and one.verdict == "construct"]

    def told(self, results: Sequence[Result]) -> set[str]:
        """The names of the programs that are made smaller."""
        return {first.case.name for _, (first, *_) in groups(results)} if self.seconds else set()


def refined(
    conformance: Conformance, results: Sequence[Result], wanted: Refinement
) -> Generator[Result, None, None]:
    """Those of *results* of which more is *wanted*, with that, as it comes."""
    count = conformance.options.count
    told = wanted.told(results)
    with Workers(count) as inner, Workers(count) as pool:
        reducer = Reducer(conformance.subject, conformance.faults, wanted.seconds, inner)

        def more(result: Result) -> Result:
            result = reducer.reduced(result) if result.case.name in told else result
            if wanted.places:
                smaller = result.smaller and located(conformance.subject, result.smaller)
                result = replace(located(conformance.subject, result), smaller=smaller)
            return result

        futures = [pool.submit(more, result) for result in wanted.wanted(results)]
        for future in as_completed(futures):
            yield future.result()
