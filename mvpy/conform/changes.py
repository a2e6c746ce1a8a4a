"""Two runs compared: what got better, what got worse, what else is to blame now."""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from mvpy.conform.report import Report
from mvpy.conform.results import Result
from mvpy.errors import SourceError
from mvpy.verification.report import number_of, on_one_line

SCHEMA = 1
KINDS = {
    "worse": "it was right, and is not",
    "better": "it was not right, and is",
    "changed": "it is wrong as before, but something else is said of it",
}


@dataclass(frozen=True)
class Changes:
    """What is different on one host: *old* and *new* are the results for each program that both runs had.

    another   programs of one name whose text is not the same, so that they cannot be compared
    gone      programs that only the old run had
    added     programs that only the new run had
    """

    old: Report
    new: Report
    pairs: Sequence[tuple[Result, Result]]
    another: Sequence[str]
    gone: Sequence[str]
    added: Sequence[str]

    def of_kind(self, kind: str) -> list[tuple[Result, Result]]:
        """The pairs that are one of KINDS."""
        return [pair for pair in self.pairs if kind_of(*pair) == kind]

    def lines(self) -> Iterator[str]:
        """What is different, in words."""
        for kind, words in KINDS.items():
            pairs = self.of_kind(kind)
            if pairs:
                yield f"{kind}: {number_of(len(pairs), 'program')}; {words}"
            for old, new in pairs:
                yield f"    {on_one_line(new.case.name)}: {said(old)}, now {said(new)}"
        yield self.summary()
        for words, names in (
            ("not compared, since the text has changed", self.another),
            ("only in the old run", self.gone),
            ("only in the new run", self.added),
        ):
            if names:
                yield f"{number_of(len(names), 'program')} {words}"
        if self.old.oracle != self.new.oracle:
            yield f"what is right was said by {self.old.oracle}, now by {self.new.oracle}"

    def summary(self) -> str:
        """How many of each kind, in one line."""
        host = self.new.host if self.old.host == self.new.host else f"{self.old.host}, now {self.new.host}"
        of = [f"{len(self.of_kind(kind))} {kind}" for kind in KINDS]
        return f"{on_one_line(host)}: {', '.join(of)}, of {number_of(len(self.pairs), 'program')}"

    def record(self) -> dict[str, object]:
        """The same for JSON."""
        lists = {kind: [pair_record(*pair) for pair in self.of_kind(kind)] for kind in KINDS}
        hosts = {"old": self.old.host, "new": self.new.host}
        names = {"another": list(self.another), "gone": list(self.gone), "added": list(self.added)}
        return {**hosts, "compared": len(self.pairs), **lists, **names}


def kind_of(old: Result, new: Result) -> str:
    """Which of KINDS a change is; empty if nothing changed."""
    if old.is_right != new.is_right:
        return "better" if new.is_right else "worse"
    return "changed" if (old.verdict, set(old.blame)) != (new.verdict, set(new.blame)) else ""


def said(result: Result) -> str:
    """What is said of a program, in a few words."""
    return (
        f"{result.verdict} ({', '.join(map(on_one_line, result.blame))})" if result.blame else result.verdict
    )


def pair_record(old: Result, new: Result) -> dict[str, object]:
    """One program in both runs."""
    return {
        "program": new.case.name,
        "old": {"verdict": old.verdict, "blame": list(old.blame)},
        "new": {"verdict": new.verdict, "blame": list(new.blame)},
    }


def as_json(changes: Sequence[Changes]) -> str:
    """All *changes*, host by host."""
    return json.dumps({"schema": SCHEMA, "hosts": [one.record() for one in changes]}, indent=1) + "\n"


def changes_between(old: tuple[str, Sequence[Report]], new: tuple[str, Sequence[Report]]) -> list[Changes]:
    """What is different between the reports of two files, given with their names; never between parts.

    Interpreters of one name are compared, or, where each file has only one, these.
    """
    for file, reports in (old, new):
        for report in reports:
            if report.partial:
                raise SourceError(
                    f"this is a part only ({report.host}: {report.partial}), and only whole runs are compared",
                    file,
                )
    pairs = [(before, after) for before in old[1] for after in new[1] if before.host == after.host]
    if not pairs and len(old[1]) == len(new[1]) == 1:
        pairs = [(old[1][0], new[1][0])]
    found = [compared(before, after) for before, after in pairs]
    if not any(one.pairs for one in found):
        raise SourceError(f"it has no program on an interpreter in common with {new[0]}", old[0])
    return found


def compared(old: Report, new: Report) -> Changes:
    """What is different between two reports."""
    before, after = ({one.case.name: one for one in report.results} for report in (old, new))
    both = [(before[name], after[name]) for name in after if name in before]
    return Changes(
        old,
        new,
        [pair for pair in both if pair[0].case.text == pair[1].case.text],
        [pair[1].case.name for pair in both if pair[0].case.text != pair[1].case.text],
        [name for name in before if name not in after],
        [name for name in after if name not in before],
    )
