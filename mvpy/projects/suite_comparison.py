"""Two runs of the same tests are compared: on the original, and on what became of it.

On the same Python every test has to end as it did.  On another one the project's own tests may do other things:
some are skipped there, some that failed pass.  That is told, and is no difference; one that fails, or is not there, is.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Container, Iterable
from dataclasses import dataclass

from mvpy.projects.suites import ERROR, FAILED, MISSING, PASSED, SKIPPED, SuiteRun

# How the end of a test can change between two Pythons without anything being wrong with the result.
EXPLAINED = frozenset({
    (PASSED, SKIPPED), (FAILED, SKIPPED), (ERROR, SKIPPED), (SKIPPED, PASSED),
    (FAILED, PASSED), (ERROR, PASSED), (FAILED, ERROR), (ERROR, FAILED), (MISSING, PASSED), (MISSING, SKIPPED),
    (FAILED, MISSING), (ERROR, MISSING), (SKIPPED, MISSING),
})  # fmt: skip


@dataclass(frozen=True)
class Change:
    """A *test* that ended in one way *before*, and in another *after*, which has the *words*."""

    test: str
    before: str
    after: str
    words: str = ""

    def __str__(self) -> str:
        return f"{self.test}: {self.before} before, now {self.after}" + (
            f": {self.words}" if self.words else ""
        )


@dataclass(frozen=True)
class Comparison:
    """What the run of a *result* says beside that of its *original*: *different* tests, and what is only *told*."""

    original: SuiteRun
    result: SuiteRun
    different: list[Change]
    told: list[Change]

    @property
    def is_same(self) -> bool:
        """Do both behave the same, as far as the tests can say?"""
        return not self.different and (
            bool(self.original.tests) or self.original.exit_code == self.result.exit_code
        )


def compare(original: SuiteRun, result: SuiteRun) -> Comparison:
    """The comparison of both runs."""
    renamed = renamed_cases(original, result)
    names = dict.fromkeys([*original.tests, *(name for name in result.tests if name not in renamed.values())])
    changes = [
        Change(
            name,
            original.tests.get(name, MISSING),
            result.tests.get(there, MISSING),
            result.words.get(there, ""),
        )
        for name in names
        for there in [renamed.get(name, name)]
    ]
    changes = [change for change in changes if change.before != change.after]
    told = [change for change in changes if is_explained(change, original, result)]
    return Comparison(original, result, [change for change in changes if change not in told], told)


def renamed_cases(original: SuiteRun, result: SuiteRun) -> dict[str, str]:
    """The cases of a test that are called otherwise by another Python, one by one: `f[1]` may be `f[Level.LOW]` there.

    A parameter is called by its text, which is not the same everywhere.  If a test has as many cases that are new as
    cases that are not there any more, they are taken for the same, in their order.
    """
    if original.python.version == result.python.version:
        return {}
    before, after = (
        cases_by_test(one.tests, other.tests) for one, other in ((original, result), (result, original))
    )
    return {
        old: new
        for test, cases in before.items()
        if len(cases) == len(after.get(test, ()))
        for old, new in zip(cases, after[test], strict=True)
    }


def cases_by_test(tests: Iterable[str], others: Container[str]) -> dict[str, list[str]]:
    """The cases among *tests* that are not among *others*, by the test that they are of."""
    found: dict[str, list[str]] = defaultdict(list)
    for name in tests:
        test, bracket, _ = name.partition("[")
        if bracket and name not in others:
            found[test].append(name)
    return found


def is_explained(change: Change, original: SuiteRun, result: SuiteRun) -> bool:
    """May the *change* come of the Pythons being different, and of nothing else?"""
    return original.python.version != result.python.version and (change.before, change.after) in EXPLAINED


# In words -----------------------------------------------------------------------------------------

SHOWN = 10  # tests that are named
LONGEST = 240  # characters of what is said of one


def sentence(run: SuiteRun) -> str:
    """What came of *run*, on one line."""
    return (
        f"{run.name}: {counted(run.tests.values()) or f'exit code {run.exit_code}'}, in {run.seconds:.1f} s"
    )


def counted(states: Iterable[str]) -> str:
    """How many tests ended how: "3 passed, 1 failed"."""
    counts = Counter(states)
    words = {PASSED: "passed", FAILED: "failed", ERROR: "had an error", SKIPPED: "skipped"}
    return ", ".join(f"{counts[state]} {word}" for state, word in words.items() if counts[state])


def verdict(comparison: Comparison) -> list[str]:
    """What the *comparison* says, in lines."""
    result = comparison.result
    if comparison.is_same:
        same = [f"{result.name}: the same as the {comparison.original.what} on {comparison.original.python}"]
        return same + named("otherwise there", comparison.told)
    if result.tests and not result.is_usable:
        return [f"{result.name}: none of {len(comparison.original.tests)} tests passes"]
    if not comparison.different:
        return [f"{result.name}: exit code {result.exit_code}, and not {comparison.original.exit_code}"]
    return named(f"{result.name}: different", comparison.different) + named(
        "otherwise there", comparison.told
    )


def named(what: str, changes: list[Change]) -> list[str]:
    """*what* the *changes* are, how many, and the first of them."""
    if not changes:
        return []
    number = "1 test" if len(changes) == 1 else f"{len(changes)} tests"
    more = [f"    and {len(changes) - SHOWN} more"] if len(changes) > SHOWN else []
    return [f"{what}: {number}", *(f"    {shortened(str(change))}" for change in changes[:SHOWN]), *more]


def shortened(text: str) -> str:
    """*text*, no longer than people read: names of tests may hold whole documents."""
    return text if len(text) <= LONGEST else f"{text[: LONGEST // 2]} … {text[-LONGEST // 2 :]}"
